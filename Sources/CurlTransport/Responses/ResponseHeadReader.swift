/// Reads the header lines of one exchange as libcurl hands them over: interim responses, the final head, trailers.
struct ResponseHeadReader {
    enum Verdict: Sendable {
        case accepted
        /// Over the limit: the attack is a response whose head never ends.
        case tooLarge
        case garbled
    }

    private enum Position {
        case statusLine, fields, trailers
    }

    private(set) var fields: [String: String] = [:]
    private var position = Position.statusLine
    private var isInterim = false
    private var bytesRead = 0
    private let byteLimit: Int

    init(byteLimit: Int) {
        self.byteLimit = byteLimit
    }

    /// - Parameter line: one header line with its line end.
    mutating func read(_ line: [UInt8]) -> Verdict {
        bytesRead += line.count
        guard bytesRead <= byteLimit else { return .tooLarge }
        var content = line[...]
        while let last = content.last, last == 0x0A || last == 0x0D { content.removeLast() }
        switch position {
        case .statusLine: return readStatusLine(content)
        case .fields: return content.isEmpty ? endFields() : readField(content)
        // A trailer comes after the body was judged by its head, so none of them may change that head.
        case .trailers: return .accepted
        }
    }

    private mutating func readStatusLine(_ line: ArraySlice<UInt8>) -> Verdict {
        guard line.starts(with: "HTTP/1.".utf8), let space = line.firstIndex(of: 0x20) else { return .garbled }
        isInterim = line[line.index(after: space)...].first == UInt8(ascii: "1")
        fields.removeAll()
        position = .fields
        return .accepted
    }

    private mutating func endFields() -> Verdict {
        position = isInterim ? .statusLine : .trailers
        return .accepted
    }

    private mutating func readField(_ line: ArraySlice<UInt8>) -> Verdict {
        guard let colon = line.firstIndex(of: 0x3A), FieldSyntax.isToken(line[..<colon]) else { return .garbled }
        let valueBytes = FieldSyntax.trimmed(line[line.index(after: colon)...])
        guard FieldSyntax.isValue(valueBytes) else { return .garbled }
        let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
        let value = String(decoding: valueBytes, as: UTF8.self)
        fields[name] = fields[name].map { "\($0), \(value)" } ?? value
        return .accepted
    }
}
