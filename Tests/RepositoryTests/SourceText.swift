/// Swift source with its strings and comments blanked, so that a scan for words sees code only.
enum SourceText {
    static func withoutStringsAndComments(_ text: String) -> String {
        var output: [UInt8] = []
        var scanner = Scanner(bytes: Array(text.utf8))
        while let byte = scanner.next() { output.append(byte) }
        return String(decoding: output, as: UTF8.self)
    }

    private struct Scanner {
        let bytes: [UInt8]
        var position = 0

        /// The next byte of code; line ends are always kept.
        mutating func next() -> UInt8? {
            while position < bytes.count {
                if starts(with: "//") { skip { $0 == UInt8(ascii: "\n") }; continue }
                if starts(with: "/*") { return skipBlock("*/") }
                if starts(with: "\"\"\"") { return skipBlock("\"\"\"") }
                if bytes[position] == UInt8(ascii: "\"") { skipString(); continue }
                position += 1
                return bytes[position - 1]
            }
            return nil
        }

        func starts(with text: String) -> Bool { bytes[position...].starts(with: text.utf8) }

        mutating func skip(until isEnd: (UInt8) -> Bool) {
            while position < bytes.count, !isEnd(bytes[position]) { position += 1 }
        }

        mutating func skipString() {
            position += 1
            while position < bytes.count, bytes[position] != UInt8(ascii: "\""), bytes[position] != UInt8(ascii: "\n") {
                position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
            }
            position += 1
        }

        /// Blanks everything up to `end`, but turns the lines it spans into one line end: lengths shrink, never grow.
        mutating func skipBlock(_ end: String) -> UInt8 {
            position += 2
            while position < bytes.count, !starts(with: end) { position += 1 }
            position = min(bytes.count, position + end.utf8.count)
            return UInt8(ascii: " ")
        }
    }
}
