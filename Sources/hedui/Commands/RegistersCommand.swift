import ArgumentParser
import LocalSources
import VerificationDomain

/// Puts a region's own tables behind the node: load a CSV file, and check a mapping against the tables.
struct RegistersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "registers",
        abstract: "Load tables and check a mapping file against them.",
        subcommands: [Load.self, Check.self]
    )

    struct Load: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Load a CSV file (UTF-8, first line names the columns) into a table: all of it or nothing."
        )

        @Option(help: "The SQLite file; made when it is not there.")
        var database: String

        @Option(help: "The table; made when it is not there.")
        var table: String

        @Option(name: .long, parsing: .upToNextOption, help: "Columns to index: those that hold identity numbers.")
        var index: [String] = []

        @Argument(help: "The CSV file.")
        var file: String
        @OptionGroup var output: OutputOption

        func run() async throws {
            try await CommandFrame.run {
                let task = RegisterImport(table: try name(table), indexed: try index.map(name))
                do {
                    let count = try task.load(file, intoDatabaseAt: database)
                    output.show(
                        "\(count) rows in \(table)",
                        json: .object(["table": .string(table), "rows": .integer(Int64(count))])
                    )
                } catch let error as RegisterError {
                    throw CommandFailure(status(of: error), error.description)
                }
            }
        }

        private func status(of error: RegisterError) -> ExitStatus {
            switch error.code {
            case .unreadableFile: .missingInput
            case .cannotWrite: .cannotWrite
            default: .badInput
            }
        }

        private func name(_ text: String) throws -> RegisterName {
            guard let name = RegisterName(text) else {
                throw CommandFailure(.usage, "a table or column has letters A-Z a-z, digits, _ or Chinese characters")
            }
            return name
        }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read every row of every register through a mapping and say which could not be used."
        )

        @Option(help: "The SQLite file.")
        var database: String

        @Option(help: "The mapping file.")
        var mapping: String
        @OptionGroup var output: OutputOption

        func run() async throws {
            try await CommandFrame.run {
                let mapping = try RegisterMappingFile.read(mapping, what: "the mapping")
                do {
                    let checks = try await RegisterDatabase(path: database, mapping: mapping).check()
                    output.show(
                        checks.flatMap(Self.lines).joined(separator: "\n"),
                        json: .array(checks.map(Self.json))
                    )
                    if checks.contains(where: { !$0.isClean }) { throw ExitCode(1) }
                } catch let error as RegisterError {
                    throw CommandFailure(.configuration, error.description)
                }
            }
        }

        private static func lines(_ check: RegisterCheck) -> [String] {
            let counts =
                "\(check.item.rawValue) \(check.table): \(check.rowCount) rows, "
                + "\(check.unmappableRowCount) unusable, \(check.unreachableRowCount) unreachable"
            return [counts] + check.faults.map { "  \($0)" }
        }

        private static func json(_ check: RegisterCheck) -> JSONValue {
            .object([
                "item": .string(check.item.rawValue), "table": .string(check.table),
                "rows": .integer(Int64(check.rowCount)), "unusable": .integer(Int64(check.unmappableRowCount)),
                "unreachable": .integer(Int64(check.unreachableRowCount)),
                "faults": .array(check.faults.map { .string($0) }),
            ])
        }
    }
}
