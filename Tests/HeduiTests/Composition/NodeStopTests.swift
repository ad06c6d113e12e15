import RecordStore
import Testing
import TransparencyLog

@testable import hedui

@Suite("Every start of a node ends with a row that says so")
struct NodeStopTests {
    /// The kinds of the published entries; nothing may wait unpublished.
    private func published(_ node: Node) async throws -> [String] {
        #expect(try await node.store.audit.unsealedCount() == 0)
        return try await node.store.log.entries(from: 0).map { try AuditEntryHeader($0.leaf).kind }
    }

    @Test("a command that did its work ends its lane")
    func work() async throws {
        let bench = try await NodeBench()
        let node = try await bench.open()
        #expect(try await NodeStop(node).after { 7 } == 7)
        #expect(try await published(node) == ["registry.loaded", "node.stopped"])
        try await node.store.close()
    }

    @Test("a command whose work failed ends its lane too, and tells what failed")
    func failedWork() async throws {
        let bench = try await NodeBench()
        let node = try await bench.open()
        let failure = await #expect(throws: CommandFailure.self) {
            try await NodeStop(node).after { () async throws -> Void in
                throw CommandFailure(.badInput, "no such household")
            }
        }
        #expect(failure?.status == .badInput)
        #expect(try await published(node) == ["registry.loaded", "node.stopped"])
        try await node.store.close()
    }
}
