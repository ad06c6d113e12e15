/// The house numbers of docs/style.md: how long lines, functions and files may be.
enum HouseNumbers {
    static let lineLimit = 120
    static let functionLimit = 70
    static let fileLimit = 400

    static func violations(in file: Repository.File) -> [Violation] {
        var found: [Violation] = []
        if file.lines.count > fileLimit + 1 {
            found.append(Violation(place: file.path, remedy: "split it: a file has at most \(fileLimit) lines"))
        }
        for (index, line) in file.lines.enumerated() where line.count > lineLimit {
            let place = "\(file.path):\(index + 1)"
            found.append(Violation(place: place, remedy: "break the line: at most \(lineLimit) characters"))
        }
        return found + longFunctions(in: file)
    }

    private static func longFunctions(in file: Repository.File) -> [Violation] {
        let code = SourceText.withoutStringsAndComments(file.text).split(
            separator: "\n",
            omittingEmptySubsequences: false
        )
        var found: [Violation] = []
        for (index, line) in code.enumerated() where startsBody(line) {
            guard let length = bodyLength(code[index...]), length > functionLimit else { continue }
            let place = "\(file.path):\(index + 1)"
            let remedy =
                "the body has \(length) lines, at most \(functionLimit): let the parent branch and leaves compute"
            found.append(Violation(place: place, remedy: remedy))
        }
        return found
    }

    private static func startsBody(_ line: Substring) -> Bool {
        let words = line.split { " (<".contains($0) }
        // A computed property's line, or a closure's that is kept in one.
        if words.contains("var"), words.last == "{" { return true }
        return !functionWords.isDisjoint(with: words)
    }

    private static let functionWords: Set<Substring> = ["func", "init", "init?", "deinit", "subscript"]

    /// Lines from the first one to the one that closes the first brace; `nil` when no brace opens before a blank line.
    private static func bodyLength(_ lines: ArraySlice<Substring>) -> Int? {
        var depth = 0
        var opened = false
        for (offset, line) in lines.enumerated() {
            if !opened, line.allSatisfy(\.isWhitespace) { return nil }
            for character in line {
                if character == "{" { depth += 1; opened = true }
                if character == "}" { depth -= 1 }
            }
            if opened, depth <= 0 { return offset + 1 }
        }
        return nil
    }
}
