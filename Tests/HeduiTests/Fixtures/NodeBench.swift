import Coordination
import ExchangeProtocol
import Foundation
import VerificationDomain

@testable import hedui

/// Anhui's node out of a federation that is made once: its own copy of keys, registers and registry. No peer runs.
final class NodeBench: Sendable {
    private let folder: ScratchFolder

    private static let region = ProvinceCode.anhui
    private static let checkout = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    private static let federation = Task {
        let folder = try ScratchFolder()
        let federation = DemoFederation(
            sourceRoot: checkout,
            folder: folder.file("demo"),
            population: try PopulationWriting.plan(seed: 1, people: 0),
            suite: .es256,
            quota: PeerQuota(),
            firstPort: 22_431
        )
        try await federation.prepare(at: SystemClock().now())
        return folder
    }

    init() async throws {
        folder = try ScratchFolder()
        let federation = try await Self.federation.value
        try FileManager.default.copyItem(atPath: federation.file("demo/\(Self.region)"), toPath: folder.file("node"))
    }

    /// Opens the node after a change of one place in its configuration.
    func open(replacing old: String = "", with new: String = "") async throws -> Node {
        let path = folder.file("node/hedui.yaml")
        let text = try String(contentsOfFile: path, encoding: .utf8)
        guard old.isEmpty || text.ranges(of: old).count == 1 else {
            throw CommandFailure(.internalError, "the configuration does not have \(old) once")
        }
        try folder.write(old.isEmpty ? text : text.replacing(old, with: new), to: "node/hedui.yaml")
        return try await Node.open(try NodeConfiguration.load(path))
    }

    /// Checks the household of docs/examples that Anhui decides for, with connections that end with the check.
    func check(with node: Node) async throws -> IssuedReport {
        let (household, bytes) = try HouseholdReading.read("\(Self.checkout)/docs/examples/clean.json")
        return try await node.checkService(client: try node.client()).run(household, submitted: bytes)
    }
}
