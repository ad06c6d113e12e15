import Testing
import TransparencyLog
import VerificationDomain

@Suite("A lane ends with the row that says so")
struct LaneEndTests {
    /// Rows of lanes with their numbers; a stop names what it takes for the last number.
    private enum Row {
        case step(lane: Int, number: Int)
        case stop(lane: Int, number: Int, last: Int?)

        func leaf() throws -> LogLeaf {
            switch self {
            case .step(let lane, let number): return try MemoryLog.leaf(lane: lane, number: number)
            case .stop(let lane, let number, let last):
                let time = Timestamp(milliseconds: 1_783_299_600_000 + Int64(number))
                var entry = AuditEntry(
                    id: UniqueIdentifier(at: time, random: SeededRandom(seed: "stop \(lane)")),
                    time: time,
                    position: try LanePosition(node: AuditIdentifier("node-t"), lane: lane, number: number),
                    kind: .nodeStopped
                )
                if let last { entry.details = ["lastNumber": .integer(Int64(last))] }
                return try entry.leaf()
            }
        }
    }

    private func log(_ rows: [Row]) async throws -> MemoryLog {
        var log = try MemoryLog()
        try log.seal(rows.map { try $0.leaf() })
        try await log.publish()
        return log
    }

    @Test("a lane that stopped as its last row leaves neither finding nor note")
    func stopped() async throws {
        let log = try await log([.step(lane: 0, number: 1), .stop(lane: 0, number: 2, last: 1)])
        let result = try log.verify()
        #expect(result.holds)
        #expect(result.notes == [])
        #expect(try log.audit() == [])
    }

    @Test("a lane without a stop is noted and still holds: a node may run, or have crashed")
    func open() async throws {
        let rows: [Row] = [
            .step(lane: 0, number: 1), .step(lane: 1, number: 1), .stop(lane: 1, number: 2, last: 1),
            .step(lane: 0, number: 2),
        ]
        let result = try await log(rows).verify()
        #expect(result.holds)
        #expect(result.notes.map(\.code) == [.laneOpen])
        #expect(result.notes.first?.entry == 3)
        let text = "lane 0 of node node-t has no stop behind entry 3, its number 2"
        #expect(result.notes.first?.text.hasPrefix(text) == true)
    }

    @Test("a log of very many lanes without a stop holds, with a thousand notes and no more")
    func manyOpen() async throws {
        let result = try await log((0..<1001).map { .step(lane: $0, number: 1) }).verify()
        #expect(result.holds)
        #expect(result.notes.count == 1000)
        #expect(result.notes.last?.entry == 999)
    }

    @Test("a tail that was cut before it was sealed, the stop included, is noted")
    func cutTail() async throws {
        let whole: [Row] = [.step(lane: 0, number: 1), .step(lane: 0, number: 2), .stop(lane: 0, number: 3, last: 2)]
        #expect(try await log(whole).verify().notes == [])
        #expect(try await log(Array(whole.prefix(1))).verify().notes.map(\.code) == [.laneOpen])
    }

    @Test(
        "a stop that names another last number, or none, and rows behind a stop, are findings",
        arguments: [
            [Row.step(lane: 0, number: 1), .stop(lane: 0, number: 2, last: 2)],
            [.step(lane: 0, number: 1), .stop(lane: 0, number: 2, last: nil)],
            [.step(lane: 0, number: 1), .stop(lane: 0, number: 2, last: 0)],
            [.step(lane: 0, number: 1), .stop(lane: 0, number: 2, last: 1), .step(lane: 0, number: 3)],
        ]
    )
    private func disagreeing(rows: [Row]) async throws {
        let log = try await log(rows)
        let result = try log.verify()
        #expect(result.findings.map(\.code) == [.laneDisagrees])
        #expect(result.findings.first?.entry == 1)
        #expect(try log.audit() == result.findings)
    }

    @Test("a row that was dropped before a stop is a gap as before")
    func gapBeforeStop() async throws {
        let result = try await log([.step(lane: 0, number: 1), .stop(lane: 0, number: 3, last: 2)]).verify()
        #expect(result.findings.map(\.code) == [.counterGap])
    }
}
