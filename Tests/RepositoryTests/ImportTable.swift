import Foundation

/// Which target may import what, as docs/architecture.md says it.
struct ImportTable {
    /// Imports that every target may use.
    static let everywhere: Set<String> = ["FoundationEssentials", "Synchronization", "Swift", "_Concurrency"]
    /// Imports that only edge targets and `hedui` may use besides.
    static let edgeOnly: Set<String> = ["Foundation", "Glibc", "Dispatch"]
    static let pureTargets: Set<String> = [
        "VerificationDomain", "ExchangeProtocol", "RecordMerging", "TransparencyLog", "SyntheticPopulation",
    ]

    private let allowed: [String: Set<String>]

    /// Reads the rows `| targets | imports of ours | third party |` below the heading "Allowed imports".
    init(document: String) {
        var allowed: [String: Set<String>] = [:]
        let section = document.components(separatedBy: "## Allowed imports").dropFirst().first ?? ""
        for line in section.split(separator: "\n") where line.hasPrefix("| `") {
            let cells = line.split(separator: "|").map { $0.replacing("`", with: "") }
            guard cells.count == 3 else { continue }
            let names = Self.names(cells[1]).union(Self.names(cells[2]))
            for target in Self.names(cells[0]) { allowed[target, default: []].formUnion(names) }
        }
        self.allowed = allowed
    }

    private static func names(_ cell: some StringProtocol) -> Set<String> {
        Set(cell.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { $0 != "–" })
    }

    var targets: Set<String> { Set(allowed.keys) }

    /// Folders of `Sources` that have no row, and rows that have no folder.
    func differences(from folders: Set<String>) -> [Violation] {
        folders.subtracting(targets).sorted().map {
            Violation(place: "Sources/\($0)", remedy: "add the target to the import table of docs/architecture.md")
        }
            + targets.subtracting(folders).sorted().map {
                Violation(place: "docs/architecture.md: \($0)", remedy: "there is no such target: take the row out")
            }
    }

    func violations(in file: Repository.File) -> [Violation] {
        guard let names = allowed[file.target] else {
            return [Violation(place: file.path, remedy: "add the target to the import table of docs/architecture.md")]
        }
        return file.lines.enumerated().compactMap { number, line in
            guard let module = Self.module(imported: line), !isAllowed(module, names, file.target) else { return nil }
            return Violation(
                place: "\(file.path):\(number + 1)",
                remedy: "\(file.target) may not import \(module); see the import table of docs/architecture.md"
            )
        }
    }

    private func isAllowed(_ module: String, _ names: Set<String>, _ target: String) -> Bool {
        names.contains(module) || Self.everywhere.contains(module)
            || (!Self.pureTargets.contains(target) && Self.edgeOnly.contains(module))
    }

    /// The module of an import line such as `public import NIOCore` or `@preconcurrency import struct A.B`.
    static func module(imported line: Substring) -> String? {
        let words = line.split(separator: " ").drop { $0.hasPrefix("@") }
            .drop { ["public", "package", "internal", "private", "fileprivate"].contains($0) }
        guard words.first == "import", words.count >= 2 else { return nil }
        let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
        let path = words.dropFirst().first { !kinds.contains($0) }
        return path?.split(separator: ".").first.map(String.init)
    }
}
