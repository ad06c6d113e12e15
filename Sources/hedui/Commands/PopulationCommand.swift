import ArgumentParser
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
        @Option(
            help: ArgumentHelp(
                "Also write what is really so, whatever the registers say: a new file, one JSON object a line.",
                valueName: "file"
            )
        )
        var truth: String?
        @OptionGroup var output: OutputOption

        func run() async throws {
            try await CommandFrame.run {
                let writing = PopulationWriting(
                    plan: try PopulationWriting.plan(seed: seed, people: people),
                    truthPath: truth
                )
                let summary = try writing.write { region in "\(out)/\(region).sqlite" }
                let rows = summary.rows.sorted { $0.key < $1.key }
                let json = JSONValue.object([
                    "people": .integer(Int64(summary.people)), "households": .integer(Int64(summary.households)),
                    "rows": .object(rows.map { JSONValue.Member($0.key.text, .integer(Int64($0.value))) }),
                    "truths": truth.map { _ in .integer(Int64(summary.truths)) },
                ])
                var lines = ["\(summary.people) people in \(summary.households) households"]
                lines += rows.map { "\(out)/\($0.key).sqlite: \($0.value) rows" }
                if let truth { lines.append("\(truth): \(summary.truths) assets and incomes") }
                output.show(lines.joined(separator: "\n"), json: json)
            }
        }
    }
}
