import Foundation

/// What `make bench` runs: each measurement beside its own ceiling in the same run, as Markdown on standard output.
///
/// Arguments name the sections to run; none runs all.
@main
struct Benchmarks {
    static func main() async {
        do {
            try await run()
        } catch {
            FileHandle.standardError.write(Data("bench: \(error)\n".utf8))
            exit(1)
        }
    }

    private static func run() async throws {
        let wanted = Set(CommandLine.arguments.dropFirst())
        let runs: (String) -> Bool = { wanted.isEmpty || wanted.contains($0) }
        Output.line(Machine.description)
        let rates = try await SignatureBenchmark.run(prints: runs("signatures"))
        if runs("merge") { try await MergeBenchmark.run() }
        if runs("log") { try await LogBenchmark.run() }
        guard runs("endpoint") || runs("checks") else { return }
        let nodes = try await LocalNodes.start()
        do {
            if runs("endpoint") { try await EndpointBenchmark(nodes: nodes, rates: rates).run() }
            if runs("checks") { try await CheckBenchmark(nodes: nodes, rates: rates).run() }
        } catch {
            nodes.stop()
            throw error
        }
        nodes.stop()
    }
}
