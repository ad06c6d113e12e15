import ArgumentParser
import Coordination
import Foundation
import RecordStore
import VerificationDomain

/// Makes checks and shows them.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Verify a household, and look at earlier checks.",
        subcommands: [
            CheckSubmitCommand.self, CheckResumeCommand.self, CheckStatusCommand.self, CheckReportCommand.self,
            CheckReplayCommand.self,
        ]
    )
}

/// `check status [ID]`.
struct CheckStatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "List checks, or show where one stands."
    )

    @OptionGroup var options: NodeOption
    @OptionGroup var output: OutputOption

    @Argument(help: "The case, or nothing for the newest hundred.")
    var identifier: String?

    func run() async throws {
        try await CommandFrame.run {
            let store = try await RecordStore.openReadOnly(try NodeStore.configuration(try options.load()))
            let cases: [CaseSummary]
            if let identifier {
                let found = try await CaseLookup(store: store).find(identifier)
                guard let summary = try await store.cases.summary(found) else {
                    throw CommandFailure(.missingInput, "there is no case \(identifier)")
                }
                cases = [summary]
            } else {
                cases = try await store.cases.list()
            }
            if output.json {
                Console.standard.line(JSONValue.array(cases.map(Self.json)).canonicalText)
            } else {
                for summary in cases { Console.standard.line(Self.line(summary)) }
                if cases.isEmpty { Console.standard.line("no checks yet") }
            }
        }
    }

    private static func line(_ summary: CaseSummary) -> String {
        let legs = summary.legCounts.sorted { $0.key.rawValue < $1.key.rawValue }
            .map { "\($0.key.rawValue) \($0.value)" }.joined(separator: ", ")
        let report = summary.reportNumber.map(\.description) ?? "—"
        return "\(summary.identifier)  \(summary.submittedAt)  \(summary.state.rawValue)  \(report)  [\(legs)]"
    }

    private static func json(_ summary: CaseSummary) -> JSONValue {
        .object([
            "case": .string(summary.identifier.description), "requestNo": .string(summary.requestNumber.text),
            "programme": .string(summary.programme.rawValue), "state": .string(summary.state.rawValue),
            "submittedAt": .string(summary.submittedAt.description),
            "reportNo": summary.reportNumber.map { .string($0.description) },
            "legs": .object(
                summary.legCounts.sorted { $0.key.rawValue < $1.key.rawValue }.map {
                    JSONValue.Member($0.key.rawValue, .integer(Int64($0.value)))
                }
            ),
        ])
    }
}

/// `check report ID`.
struct CheckReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Show the report of an earlier check, and write its files again."
    )

    @OptionGroup var options: NodeOption
    @OptionGroup var output: OutputOption

    @Argument(help: "The case, its report number or its request number.")
    var identifier: String

    func run() async throws {
        try await CommandFrame.run {
            let configuration = try options.load()
            let store = try await RecordStore.open(try NodeStore.configuration(configuration))
            try await NodeStop(store: store, configuration: configuration).after {
                try await show(store, reportFolder: configuration.reportFolder)
            }
            try await store.close()
        }
    }

    /// Nobody sees the report before the row that says so is stored.
    private func show(_ store: RecordStore, reportFolder: String) async throws {
        let found = try await CaseLookup(store: store).find(identifier)
        guard let stored = try await store.reports.latest(of: found) else {
            throw CommandFailure(.missingInput, "case \(identifier) has no report yet: see `hedui check status`")
        }
        try await ReportEvents(store: store).opened(stored)
        if output.json {
            Console.standard.line(String(decoding: stored.json, as: UTF8.self))
            return
        }
        let issued = try ReportReading.issued(stored.json, signature: stored.signature)
        let printer = ReportPrinter(store: store, folder: reportFolder, clock: SystemClock())
        let files = try await printer.write(issued)
        try ReportPrinting.show(issued, files: files)
    }
}

/// `check replay ID`.
struct CheckReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Verify the stored answers again as of their receipt, merge them again, and compare the digest.",
        discussion: "Needs the store and the registry's root key only: what has expired or changed since plays no part."
    )

    @OptionGroup var options: NodeOption
    @OptionGroup var output: OutputOption

    @Argument(help: "The case, its report number or its request number.")
    var identifier: String

    func run() async throws {
        try await CommandFrame.run {
            let configuration = try options.load()
            let store = try await RecordStore.openReadOnly(try NodeStore.configuration(configuration))
            let found = try await CaseLookup(store: store).find(identifier)
            let outcome = try await ReplayRun(configuration: configuration, store: store).run(found)
            let commitments = try await CaseCommitments(store: store).json(of: found)
            try await store.close()
            if output.json {
                let json = JSONValue.object([
                    "case": .string(found.description), "holds": true,
                    "pictureDigest": .string(outcome.pictureDigest.description),
                    "verifiedAnswers": .integer(Int64(outcome.verifiedAnswers)),
                    "records": .integer(Int64(outcome.records)), "commitments": commitments,
                ])
                Console.standard.line(json.canonicalText)
            } else {
                Console.standard.line(
                    "replayed \(found): \(outcome.verifiedAnswers) answers verified, \(outcome.records) records, "
                        + "same digest \(outcome.pictureDigest)"
                )
            }
        }
    }
}
