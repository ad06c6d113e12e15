/// Swift source with its strings and comments blanked, so that a scan for words sees code only.
///
/// What stands in `\( … )` of a string is code and stays. Line ends are always kept: a place that is found is the
/// place in the file.
enum SourceText {
    static func withoutStringsAndComments(_ text: String) -> String {
        var scanner = Scanner(bytes: Array(text.utf8))
        scanner.scanCode(.file)
        return String(decoding: scanner.output, as: UTF8.self)
    }

    /// Where code ends.
    private enum Ending {
        case file
        /// At the bracket that closes `\(`.
        case interpolation
        /// There, or at the end of the line: a string of one line cannot go on, and a regular expression that looks
        /// like one must not swallow what follows.
        case interpolationOfLine
    }

    private struct Scanner {
        let bytes: [UInt8]
        var position = 0
        var output: [UInt8] = []

        init(bytes: [UInt8]) { self.bytes = bytes }

        private static let newline = UInt8(ascii: "\n")

        private func starts(with text: StaticString) -> Bool { starts(with: text, at: position) }

        private func starts(with text: StaticString, at start: Int) -> Bool {
            guard start + text.utf8CodeUnitCount <= bytes.count else { return false }
            return text.withUTF8Buffer { $0.elementsEqual(bytes[start..<start + $0.count]) }
        }

        /// Whether this text and then so many `#` stand here.
        private func starts(with text: StaticString, hashes: Int) -> Bool {
            let start = position + text.utf8CodeUnitCount
            guard starts(with: text), start + hashes <= bytes.count else { return false }
            return hashes == 0 || bytes[start..<start + hashes].allSatisfy { $0 == UInt8(ascii: "#") }
        }

        private mutating func keep() {
            output.append(bytes[position])
            position += 1
        }

        /// Passes over one byte; a line end stays.
        private mutating func blank() {
            if bytes[position] == Self.newline { output.append(Self.newline) }
            position += 1
        }

        mutating func scanCode(_ ending: Ending) {
            var depth = 0
            while position < bytes.count {
                switch bytes[position] {
                case UInt8(ascii: "/") where starts(with: "//"): skipLine(); continue
                case UInt8(ascii: "/") where starts(with: "/*"): skipBlockComment(); continue
                case UInt8(ascii: "\""), UInt8(ascii: "#"):
                    if let hashes = stringStart() { skipString(hashes: hashes); continue }
                default: break
                }
                if ending == .interpolationOfLine, bytes[position] == Self.newline { return }
                if bytes[position] == UInt8(ascii: "(") { depth += 1 }
                if bytes[position] == UInt8(ascii: ")") {
                    if ending != .file, depth == 0 { return blank() }
                    depth -= 1
                }
                keep()
            }
        }

        private mutating func skipLine() {
            while position < bytes.count, bytes[position] != Self.newline { position += 1 }
        }

        /// Block comments nest.
        private mutating func skipBlockComment() {
            var depth = 0
            output.append(UInt8(ascii: " "))
            while position < bytes.count {
                if starts(with: "/*") {
                    depth += 1
                    position += 2
                } else if starts(with: "*/") {
                    depth -= 1
                    position += 2
                    if depth == 0 { return }
                } else {
                    blank()
                }
            }
        }

        /// How many `#` stand before the quotation mark that begins here; `nil` when no string does.
        private func stringStart() -> Int? {
            let rest = bytes[position...].drop { $0 == UInt8(ascii: "#") }
            return rest.first == UInt8(ascii: "\"") ? rest.startIndex - position : nil
        }

        private mutating func skipString(hashes: Int) {
            position += hashes
            let isBlock = starts(with: "\"\"\"")
            let end: StaticString = isBlock ? "\"\"\"" : "\""
            position += isBlock ? 3 : 1
            output.append(UInt8(ascii: " "))
            while position < bytes.count {
                if starts(with: end, hashes: hashes) {
                    position += end.utf8CodeUnitCount + hashes
                    return
                }
                if !isBlock, bytes[position] == Self.newline { return }
                guard starts(with: "\\", hashes: hashes) else { blank(); continue }
                position += 1 + hashes
                if starts(with: "(") {
                    position += 1
                    output.append(UInt8(ascii: " "))
                    scanCode(isBlock ? .interpolation : .interpolationOfLine)
                } else if position < bytes.count {
                    blank()
                }
            }
        }
    }
}
