/// Calls that do not belong in a library, each with its remedy and a short dated list of exceptions.
enum ForbiddenWords {
    struct Rule {
        let word: String
        let remedy: String
        /// Path prefixes where the word is right, with the date and reason beside each.
        let exceptions: [String]
    }

    static let rules: [Rule] = [
        Rule(
            word: "print(",
            remedy: "return the text, or let a command of hedui write it to its console",
            // 2026-11-24: the console is where commands write.
            exceptions: ["Sources/hedui/Console/"]
        ),
        Rule(word: "try!", remedy: "throw, or make the failure impossible by a type", exceptions: []),
        Rule(word: "fatalError", remedy: "throw, or make the failure impossible by a type", exceptions: []),
        Rule(
            word: "Date()",
            remedy: "take a WallClock",
            // 2026-11-24: the one place that reads the machine's clock.
            exceptions: ["Sources/hedui/Composition/SystemClock.swift"]
        ),
        Rule(word: "Date.now", remedy: "take a WallClock", exceptions: []),
        Rule(word: "Date.init(", remedy: "take a WallClock", exceptions: []),
        Rule(word: "Task.detached", remedy: "make it a Service or a child task", exceptions: []),
        Rule(word: "Task.sleep", remedy: "wait for an event, or take a Ticker", exceptions: []),
        Rule(word: "usleep(", remedy: "wait for an event", exceptions: []),
    ]

    static func violations(in file: Repository.File) -> [Violation] {
        let lines = SourceText.withoutStringsAndComments(file.text)
            .split(separator: "\n", omittingEmptySubsequences: false)
        var found: [Violation] = []
        for rule in rules where !rule.exceptions.contains(where: file.path.hasPrefix) {
            for (index, line) in lines.enumerated() where contains(rule.word, in: line) {
                let place = "\(file.path):\(index + 1)"
                found.append(Violation(place: place, remedy: "no \(rule.word) here: \(rule.remedy)"))
            }
        }
        return found + uncheckedSendable(in: file) + openEnds(in: file)
    }

    /// Modules through which the same thing is called by its full name.
    private static let modules: Set<Substring> = [
        "Swift", "Foundation", "FoundationEssentials", "_Concurrency", "Glibc",
    ]

    /// The word itself, not the end of a longer one such as `fingerprint(`, nor a member of something of ours.
    private static func contains(_ word: String, in line: Substring) -> Bool {
        line.ranges(of: word).contains { range in
            let before = line[..<range.lowerBound]
            guard let last = before.last else { return true }
            guard last == "." else { return !last.isLetter && last != "_" }
            let qualifier = before.dropLast().split { !$0.isLetter && $0 != "_" && $0 != "." }.last
            return qualifier.map(modules.contains) ?? false
        }
    }

    private static func uncheckedSendable(in file: Repository.File) -> [Violation] {
        let marker = "@unchecked " + "Sendable"
        return file.lines.enumerated().compactMap { index, line in
            guard line.contains(marker), !line.contains("//"),
                index == 0 || !file.lines[index - 1].contains("//")
            else { return nil }
            let place = "\(file.path):\(index + 1)"
            return Violation(place: place, remedy: "say why in a comment on this line or the one above")
        }
    }

    private static func openEnds(in file: Repository.File) -> [Violation] {
        let words = ["TO" + "DO", "FIX" + "ME", "X" + "XX"]
        return file.lines.enumerated().compactMap { index, line in
            guard words.contains(where: { line.contains($0) }) else { return nil }
            return Violation(place: "\(file.path):\(index + 1)", remedy: "do it now, or file an issue")
        }
    }
}
