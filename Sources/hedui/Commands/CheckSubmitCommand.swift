import ArgumentParser
import Coordination
import RecordStore
import VerificationDomain

/// `check submit FILE`.
struct CheckSubmitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "submit",
        abstract: "Check the household of a file, and write its report.",
        discussion: "A region that does not answer never fails the check: the report is then partial and says so."
    )

    @OptionGroup var options: NodeOption
    @OptionGroup var output: OutputOption

    @Argument(help: "The household file; docs/examples has some, schemas/household.schema.json describes it.")
    var file: String

    @Option(
        name: .customLong("idempotency-key"),
        help: "A name of this submission without blanks and nothing personal: under it the file is checked once."
    )
    var submissionKey: String?

    func run() async throws {
        try await CommandFrame.run {
            let key = try key()
            let (household, bytes) = try HouseholdReading.read(file)
            let configuration = try options.load()
            // With our own certificate expired every peer would hang up: a partial report for a fault of our own.
            _ = try NodeCertificates(configuration).check(at: SystemClock().now())
            let node = try await Node.open(configuration)
            let (issued, files) = try await NodeStop(node).after {
                let issued = try await CheckRun.with(node) { try await check(household, bytes, key, node, $0) }
                return (issued, try await node.printer.write(issued))
            }
            try await node.store.close()
            if output.json {
                Console.standard.line(String(decoding: issued.bytes, as: UTF8.self))
            } else {
                try ReportPrinting.show(issued, files: files)
            }
        }
    }

    private func key() throws -> SubmissionKey? {
        guard let submissionKey else { return nil }
        guard let key = SubmissionKey(submissionKey) else {
            throw CommandFailure(.usage, "--idempotency-key: expected 1 to 128 visible ASCII characters without blanks")
        }
        return key
    }

    private func check(
        _ household: Household,
        _ bytes: [UInt8],
        _ key: SubmissionKey?,
        _ node: Node,
        _ run: CheckRun
    ) async throws -> IssuedReport {
        guard let key else { return try await run.run(household, bytes: bytes) }
        switch try await run.submit(household, bytes: bytes, under: key) {
        case .issued(let issued): return issued
        case .known(let identifier): return try await known(identifier, node, run)
        }
    }

    /// What an earlier submission came to: its report, or what is left to do for it.
    private func known(_ identifier: UniqueIdentifier, _ node: Node, _ run: CheckRun) async throws -> IssuedReport {
        if let issued = try await earlier(identifier, node) { return issued }
        if let issued = try await run.resume(identifier) { return issued }
        // It may have been issued between the two.
        if let issued = try await earlier(identifier, node) { return issued }
        throw CommandFailure(
            .unavailable,
            "another process works on case \(identifier) under this key: see `hedui check status`, or submit again then"
        )
    }

    private func earlier(_ identifier: UniqueIdentifier, _ node: Node) async throws -> IssuedReport? {
        guard let stored = try await node.store.reports.latest(of: identifier) else { return nil }
        Console.standard.note("这份材料已核对过 checked before under this key: case \(identifier)")
        try await ReportEvents(store: node.store).opened(stored)
        return try ReportReading.issued(stored.json, signature: stored.signature)
    }
}
