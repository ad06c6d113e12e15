import ArgumentParser
import LocalSources
import VerificationDomain
import Yams

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

        func run() async throws {
            try await CommandFrame.run {
                let task = RegisterImport(table: try name(table), indexed: try index.map(name))
                do {
                    let count = try task.load(file, into: RegisterWriter(path: database))
                    Console.standard.line("\(count) rows in \(table)")
                } catch let error as RegisterError {
                    throw CommandFailure(.badInput, error.description)
                }
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

        func run() async throws {
            try await CommandFrame.run {
                let text = String(
                    decoding: try FileContents.read(mapping, limit: YAMLDocument.byteLimit, what: "the mapping"),
                    as: UTF8.self
                )
                do {
                    let mapping = try RegisterMapping(YAMLDecoder().decode(MappingNode.self, from: text))
                    let checks = try await RegisterDatabase(path: database, mapping: mapping).check()
                    for check in checks {
                        Console.standard.line(
                            "\(check.item.rawValue) \(check.table): \(check.rowCount) rows, "
                                + "\(check.unmappableRowCount) unusable, \(check.unreachableRowCount) unreachable"
                        )
                        for fault in check.faults { Console.standard.line("  \(fault)") }
                    }
                    if checks.contains(where: { !$0.isClean }) { throw ExitCode(1) }
                } catch let error as RegisterError {
                    throw CommandFailure(.configuration, error.description)
                }
            }
        }
    }
}
