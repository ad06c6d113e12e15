import ArgumentParser
import ExchangeProtocol
import Foundation
import VerificationDomain

/// `make demo`: four nodes verify a household.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Four regional nodes with invented people verify a household, end to end.",
        discussion: "Leaves its state in .hedui/demo/REGION/, each with a hedui.yaml for --config. Only an empty "
            + "folder or an earlier demo's is replaced."
    )

    @Flag(help: "Leave the nodes running and print their addresses.")
    var keep = false
    @Option(help: "How many invented people, besides the four hand-made households.")
    var people = 2_000
    @Option(help: "sm2-sm3, es256 or ed25519.")
    var suite = SignatureSuite.sm2sm3.rawValue
    @Option(help: ArgumentHelp("The household to check.", valueName: "file"))
    var household = "docs/examples/shanghai-hefei-suzhou-hangzhou.json"
    @Option(help: ArgumentHelp("Where the demo's state goes.", valueName: "folder"))
    var folder = ".hedui/demo"

    @Option(help: "The port that the first node prefers; the others take the next ones.")
    var firstPort = 8431

    @Option(
        help: ArgumentHelp(
            "Queries a second and in flight that a node takes from each peer, for measuring; otherwise the protocol's.",
            visibility: .hidden
        )
    )
    var quota: Int?

    func run() async throws {
        try await CommandFrame.run {
            guard let suite = SignatureSuite(rawValue: suite) else {
                throw CommandFailure(.usage, "--suite is one of sm2-sm3, es256, ed25519")
            }
            let population = try PopulationWriting.plan(seed: 20_261_124, people: people)
            guard (1...65_532).contains(firstPort) else {
                throw CommandFailure(.usage, "--first-port is 1 to 65532: the other nodes take the next three")
            }
            let root = FileManager.default.currentDirectoryPath
            guard FileManager.default.fileExists(atPath: "\(root)/certs/make-development-pki.sh") else {
                throw CommandFailure(.usage, "run the demo from the root of the checkout")
            }
            let federation = DemoFederation(
                sourceRoot: root,
                folder: URL(filePath: folder.hasPrefix("/") ? folder : "\(root)/\(folder)").standardizedFileURL.path,
                population: population,
                suite: suite,
                quota: quota.map { PeerQuota(perSecond: $0, burst: $0, inFlight: $0) } ?? PeerQuota(),
                firstPort: firstPort
            )
            try await DemoRun(federation: federation, household: household, keepsNodes: keep).run()
        }
    }
}
