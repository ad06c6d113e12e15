import ArgumentParser
import Coordination
import RecordStore
import VerificationDomain

/// `check resume [ID]`.
struct CheckResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Finish checks whose process died, and write their reports.",
        discussion: """
            No region is asked twice: a query that may have left is sent again byte for byte, and answers that came \
            stand. A running node (`hedui serve`) does the same by itself.
            """
    )

    @OptionGroup var options: NodeOption
    @OptionGroup var output: OutputOption

    @Argument(help: "The case, its report number or its request number, or nothing for all that nobody works on.")
    var identifier: String?

    func run() async throws {
        try await CommandFrame.run {
            let configuration = try options.load()
            _ = try NodeCertificates(configuration).check(at: SystemClock().now())
            let node = try await Node.open(configuration)
            let reports = try await NodeStop(node).after { try await resume(node) }
            try await node.store.close()
            if output.json {
                let numbers = reports.map { JSONValue.string($0.issued.report.identification.number) }
                Console.standard.line(JSONValue.object(["reports": .array(numbers)]).canonicalText)
                return
            }
            for report in reports { try ReportPrinting.show(report.issued, files: report.files) }
            if reports.isEmpty { Console.standard.line("没有需要继续的核对 no interrupted check: nothing to resume") }
        }
    }

    private struct Finished {
        let issued: IssuedReport
        let files: ReportFiles.Paths
    }

    private func resume(_ node: Node) async throws -> [Finished] {
        try await CheckRun.with(node) { try await resume(node, $0) }
    }

    private func resume(_ node: Node, _ run: CheckRun) async throws -> [Finished] {
        if let identifier {
            let found = try await CaseLookup(store: node.store).find(identifier)
            guard let issued = try await run.resume(found) else { throw try await refusal(found, node) }
            return [Finished(issued: issued, files: try await node.printer.write(issued))]
        }
        var finished: [Finished] = []
        while let issued = try await run.resumeNext() {
            finished.append(Finished(issued: issued, files: try await node.printer.write(issued)))
        }
        return finished
    }

    /// Why a case was not taken over.
    private func refusal(_ identifier: UniqueIdentifier, _ node: Node) async throws -> CommandFailure {
        let isOpen = try await node.store.cases.summary(identifier)?.state.isOpen ?? false
        if isOpen, let end = try await node.store.leases.drivenUntil(identifier, at: node.clock.now()) {
            return CommandFailure(
                .unavailable,
                "another process works on \(identifier) until \(end) at most: see `hedui check status`, or try then"
            )
        }
        return CommandFailure(.missingInput, "case \(identifier) is finished: see `hedui check report`")
    }
}
