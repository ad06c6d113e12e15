import Foundation

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

    static func swiftFiles() throws -> [File] { try files(below: "Sources") + files(below: "Tests") }
}

/// One broken rule: where, and what to do about it.
struct Violation: Equatable, CustomStringConvertible {
    let place: String
    let remedy: String

    var description: String { "\(place): \(remedy)" }
}
