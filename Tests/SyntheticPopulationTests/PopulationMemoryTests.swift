import Dispatch
import Foundation
import SyntheticPopulation
import Testing

@Suite("A large population takes no more memory than a small one", .serialized)
struct PopulationMemoryTests {
    /// Resident kilobytes of this process (proc(5), VmRSS).
    private func residentKilobytes() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") })
        return try #require(Int(line.filter(\.isNumber)))
    }

    /// On a thread of its own: the few of the cooperative pool are for tests that wait for each other.
    private func generate(_ people: Int) async throws -> CountingSink {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(
                    with: Result {
                        var sink = CountingSink()
                        var truth = CountingTruth()
                        let plan = try PopulationPlan(seed: 11, people: people)
                        try PopulationGenerator(plan).generate(into: &sink, truth: &truth)
                        return sink
                    }
                )
            }
        }
    }

    /// Kept, the rows of 50 000 people take 180 MB (measured in a release build). Other tests of this process take
    /// memory meanwhile, hence the margin. A million people take the same path, minutes longer in a debug build; in a
    /// release build they took 28 s and 11.5 MB in all (2026-11-24).
    @Test("50 000 people leave far less behind than their rows would take")
    func bounded() async throws {
        _ = try await generate(2000)
        let before = try residentKilobytes()
        let sink = try await generate(50_000)
        #expect(sink.rows > 300_000)
        #expect(try residentKilobytes() - before < 100_000)
    }
}
