import Foundation
import SyntheticPopulation
import VerificationDomain

/// Writes a population into new files: all of them, or none is left.
struct PopulationWriting {
    let plan: PopulationPlan
    /// Where the truth goes; `nil` when nobody compares anything with it.
    var truthPath: String?

    static func plan(seed: UInt64, people: Int) throws -> PopulationPlan {
        do {
            return try PopulationPlan(seed: seed, people: people)
        } catch {
            throw CommandFailure(.usage, "--people: \(error.description)")
        }
    }

    /// - Throws: `CommandFailure` that names the file which exists already or cannot be written.
    func write(to path: @escaping @Sendable (ProvinceCode) -> String) throws -> PopulationSummary {
        let files = plan.regions.map(path) + [truthPath].compactMap(\.self)
        for file in files where FileManager.default.fileExists(atPath: file) {
            throw CommandFailure(.cannotWrite, "\(file): exists, and is not replaced: name another, or move it away")
        }
        let folders = Set(files.flatMap(Self.missingFolders)).sorted { $0.utf8.count > $1.utf8.count }
        do {
            for file in files { try FileContents.makeFolder(Self.folder(of: file)) }
            return try generate(path)
        } catch {
            // Half a register would stand in the way of the next attempt, and could be taken for a whole one.
            for file in files { try? FileManager.default.removeItem(atPath: file) }
            for folder in folders { rmdir(folder) }
            throw error
        }
    }

    private func generate(_ path: @escaping @Sendable (ProvinceCode) -> String) throws -> PopulationSummary {
        var registers = RegisterFiles(path: path)
        let generator = PopulationGenerator(plan)
        let summary: PopulationSummary
        if let truthPath {
            var truth = try TruthFile(path: truthPath)
            summary = try generator.generate(into: &registers, truth: &truth)
            try truth.finish()
        } else {
            var truth = ForgottenTruth()
            summary = try generator.generate(into: &registers, truth: &truth)
        }
        try registers.finish()
        return summary
    }

    private static func folder(of file: String) -> String { URL(filePath: file).deletingLastPathComponent().path }

    /// The folders above a file that are not there yet, the innermost first.
    private static func missingFolders(above file: String) -> [String] {
        var missing: [String] = []
        var folder = URL(filePath: file).deletingLastPathComponent()
        while folder.path != "/", !FileManager.default.fileExists(atPath: folder.path) {
            missing.append(folder.path)
            folder = folder.deletingLastPathComponent()
        }
        return missing
    }
}
