import ArgumentParser
import Foundation
import SyntheticPopulation
import VerificationDomain

/// Makes invented populations.
struct PopulationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "population",
        abstract: "Make invented people and their registers.",
        subcommands: [Generate.self]
    )

    struct Generate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write registers of invented people as REGION.sqlite into a folder.",
            discussion: "The same seed gives the same people. Nobody in it exists: the identity numbers start with "
                + "prefixes that were never assigned."
        )

        @Option(help: "How many people, besides the four hand-made households.")
        var people = 10_000
        @Option(help: "The seed.")
        var seed: UInt64 = 1
        @Option(help: ArgumentHelp("A folder without such files.", valueName: "folder"))
        var out: String
        @OptionGroup var output: OutputOption

        func run() async throws {
            try await CommandFrame.run {
                let plan: PopulationPlan
                do {
                    plan = try PopulationPlan(seed: seed, people: people)
                } catch let error as PopulationError {
                    throw CommandFailure(.usage, error.description)
                }
                let summary = try PopulationWriting.write(plan) { region in "\(out)/\(region).sqlite" }
                let rows = summary.rows.sorted { $0.key < $1.key }
                if output.json {
                    let json = JSONValue.object([
                        "people": .integer(Int64(summary.people)), "households": .integer(Int64(summary.households)),
                        "rows": .object(rows.map { JSONValue.Member($0.key.text, .integer(Int64($0.value))) }),
                    ])
                    Console.standard.line(json.canonicalText)
                } else {
                    Console.standard.line("\(summary.people) people in \(summary.households) households")
                    for (region, count) in rows { Console.standard.line("\(out)/\(region).sqlite: \(count) rows") }
                }
            }
        }
    }
}

/// Writes a population into new register files.
enum PopulationWriting {
    static func write(
        _ plan: PopulationPlan,
        to path: @escaping @Sendable (ProvinceCode) -> String
    ) throws -> PopulationSummary {
        for region in plan.regions {
            let folder = URL(filePath: path(region)).deletingLastPathComponent()
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            guard !FileManager.default.fileExists(atPath: path(region)) else {
                throw CommandFailure(.cannotWrite, "\(path(region)): exists; name another folder")
            }
        }
        var sink = RegisterFiles(path: path)
        var truth = ForgottenTruth()
        let summary = try PopulationGenerator(plan).generate(into: &sink, truth: &truth)
        try sink.finish()
        return summary
    }
}
