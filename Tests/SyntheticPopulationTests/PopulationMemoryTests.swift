import Dispatch
import Foundation
import Testing

@Suite("A large population takes no more memory than a small one", .serialized)
struct PopulationMemoryTests {
    private struct NotMeasured: Error {}

    /// The program beside this test: its own process, so that no other test's memory is counted.
    private static var program: String {
        get throws {
            let test = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
            // Where the tests run inside the toolchain's own program, they are an argument of it.
            let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? test
            let paths = [test, bundle].map {
                URL(filePath: $0).deletingLastPathComponent().appending(path: "hedui").path
            }
            guard let path = paths.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else {
                throw NotMeasured()
            }
            return path
        }
    }

    /// The most resident kilobytes that `hedui population generate` had (proc(5), VmHWM, which never falls), read until
    /// the program writes its summary, which is the last thing that it does.
    private static func peakKilobytes(people: Int) throws -> Int {
        let folder = FileManager.default.temporaryDirectory.appending(path: "population-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let process = Process()
        process.executableURL = URL(filePath: try program)
        process.arguments = [
            "population", "generate", "--people", "\(people)", "--seed", "11", "--out", folder.path, "--truth",
            folder.appending(path: "truth.jsonl").path,
        ]
        let output = Pipe()
        process.standardOutput = output
        process.standardInput = FileHandle.nullDevice
        try process.run()
        var peak = 0
        var summary = pollfd(fd: output.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0)
        repeat { peak = max(peak, kilobytes(of: process.processIdentifier)) } while poll(&summary, 1, 5) == 0
        peak = max(peak, kilobytes(of: process.processIdentifier))
        _ = try output.fileHandleForReading.readToEnd()
        process.waitUntilExit()
        guard process.terminationStatus == 0, peak > 0 else { throw NotMeasured() }
        return peak
    }

    /// Zero for a process that has ended.
    private static func kilobytes(of process: Int32) -> Int {
        guard let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") })
        else { return 0 }
        return Int(line.filter(\.isNumber)) ?? 0
    }

    /// On a thread of its own: the few of the cooperative pool are for tests that wait for each other.
    private func measured(people: Int) async throws -> Int {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try Self.peakKilobytes(people: people) })
            }
        }
    }

    /// The rows of 9 000 people take 32 MB when they are kept (180 MB for 50 000, measured in a release build).
    ///
    /// A million people take the same path, too long for a debug build; docs/population.md says what a release build
    /// took for them.
    @Test("four times the people take hardly more memory, far less than their rows would")
    func bounded() async throws {
        let few = try await measured(people: 3000)
        let many = try await measured(people: 12_000)
        #expect(many - few < 16_000)
        #expect(many < 160_000)
    }
}
