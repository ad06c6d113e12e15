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
            let outcome = try await NodeStop(node).after {
                try await CheckRun.with(node) { try await resume(node, $0) }
            }
            try await node.store.close()
            try show(outcome)
            if let failure = outcome.failure { throw failure }
        }
    }

    private struct Finished {
        let issued: IssuedReport
        let files: ReportFiles.Paths
    }

    private struct Outcome {
        var finished: [Finished] = []
        /// Why the first of those that could not be finished was not.
        var failure: (any Error)?
    }

    /// Checks that fail before the command gives up: each keeps its lease, so they are others each time, unless the
    /// fault is this node's.
    private static let failureLimit = 10

    private func resume(_ node: Node, _ run: CheckRun) async throws -> Outcome {
        var outcome = Outcome()
        if let identifier {
            let found = try await CaseLookup(store: node.store).find(identifier)
            guard let issued = try await run.resume(found) else { throw try await refusal(found, node) }
            outcome.finished.append(Finished(issued: issued, files: try await node.printer.write(issued)))
            return outcome
        }
        var failures = 0
        while failures < Self.failureLimit {
            do {
                guard let issued = try await run.resumeNext() else { break }
                outcome.finished.append(Finished(issued: issued, files: try await node.printer.write(issued)))
            } catch {
                failures += 1
                outcome.failure = outcome.failure ?? error
            }
        }
        return outcome
    }

    private func show(_ outcome: Outcome) throws {
        if output.json {
            let numbers = outcome.finished.map { JSONValue.string($0.issued.report.identification.number) }
            Console.standard.line(JSONValue.object(["reports": .array(numbers)]).canonicalText)
            return
        }
        for report in outcome.finished { try ReportPrinting.show(report.issued, files: report.files) }
        guard outcome.finished.isEmpty, outcome.failure == nil else { return }
        Console.standard.line("没有需要继续的核对 no interrupted check: nothing to resume")
    }

    /// Why a case was not taken over.
    private func refusal(_ identifier: UniqueIdentifier, _ node: Node) async throws -> CommandFailure {
        guard try await node.store.cases.summary(identifier)?.state.isOpen ?? false else {
            return CommandFailure(.missingInput, "case \(identifier) is finished: see `hedui check report`")
        }
        let end = try await node.store.leases.drivenUntil(identifier, at: node.clock.now())
        let time = end.map { "until \($0) at most" } ?? "or did a moment ago"
        return CommandFailure(
            .unavailable,
            "another process works on \(identifier) \(time): see `hedui check status`, or try then"
        )
    }
}
