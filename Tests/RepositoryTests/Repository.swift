import Foundation
import Testing

/// The checkout that the tests were built from.
struct Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// One file with its path from the root.
    struct File {
        let path: String
        let text: String

        var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
        /// `RecordMerging` for `Sources/RecordMerging/Totals/Interval.swift`.
        var target: String { String(path.split(separator: "/").dropFirst().first ?? "") }
    }

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    /// Every file below `folder` whose name ends in one of `endings`, sorted by path.
    static func files(below folder: String, endings: [String] = [".swift"]) throws -> [File] {
        let base = root.appending(path: folder)
        let paths = FileManager.default.enumerator(atPath: base.path)?.compactMap { $0 as? String } ?? []
        return try paths.sorted().filter { path in endings.contains { path.hasSuffix($0) } }
            .map { File(path: "\(folder)/\($0)", text: try text("\(folder)/\($0)")) }
    }

    /// Every Swift file; an empty list would let each gate pass, so it is an error.
    static func swiftFiles() throws -> [File] {
        let files = try files(below: "Sources") + files(below: "Tests")
        try #require(files.count > 100, "the sources are not where they are looked for")
        return files
    }
}

/// One broken rule: where, and what to do about it.
struct Violation: Equatable, CustomStringConvertible {
    let place: String
    let remedy: String

    var description: String { "\(place): \(remedy)" }

    /// One issue for each violation, with its remedy.
    static func report(_ violations: [Violation]) {
        for violation in violations { Issue.record("\(violation)") }
    }
}
