import Foundation

/// The exit codes as the program has them, as docs/commands.md explains them, and as `hedui --help` sums them up.
enum ExitCodes {
    /// `case usage = 64` in the text of ExitStatus.swift.
    static func declared(in source: String) -> [Int] {
        source.matches(of: /\n {4}case \w+ = (\d+)/).compactMap { Int($0.output.1) }
    }

    /// `| 64 | the command line is wrong |` below the heading "Exit codes".
    static func documented(in page: String) -> [Int] {
        guard let start = page.range(of: "\n## Exit codes\n") else { return [] }
        let section = page[start.upperBound...]
        let end = section.range(of: "\n## ")?.lowerBound ?? section.endIndex
        return section[..<end].matches(of: /\n\| (\d+) \| [^|]{10,} \|/).compactMap { Int($0.output.1) }
    }

    /// `Exit codes: 0 done, 1 …` in the text of Hedui.swift.
    static func summedUp(in source: String) -> [Int] {
        guard let start = source.range(of: "Exit codes: ") else { return [] }
        let section = source[start.upperBound...]
        let end = section.range(of: "\"\"\"")?.lowerBound ?? section.endIndex
        return section[..<end].matches(of: /\b(\d+) [a-z]/).compactMap { Int($0.output.1) }
    }

    static func violations(declared: [Int], elsewhere: [Int], place: String) -> [Violation] {
        guard declared != elsewhere || declared.isEmpty else { return [] }
        return [Violation(place: place, remedy: "has the exit codes \(elsewhere), and ExitStatus has \(declared)")]
    }
}
