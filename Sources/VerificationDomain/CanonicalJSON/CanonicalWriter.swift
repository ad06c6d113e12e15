extension JSONValue {
    /// The canonical bytes: RFC 8785 for documents that hold integers and strings only.
    ///
    /// Names are sorted by their UTF-16 code units, there is no white space, and only what must be escaped is.
    public var canonicalBytes: [UInt8] {
        var output: [UInt8] = []
        write(to: &output)
        return output
    }

    /// The canonical bytes as text.
    public var canonicalText: String { String(decoding: canonicalBytes, as: UTF8.self) }

    /// The same members in the order in which they stand: for documents whose author fixes the order, as audit leaves
    /// do.
    public var bytesInGivenOrder: [UInt8] {
        var output: [UInt8] = []
        write(to: &output, sorted: false)
        return output
    }

    private func write(to output: inout [UInt8], sorted: Bool = true) {
        switch self {
        case .null: output += "null".utf8
        case .bool(let value): output += (value ? "true" : "false").utf8
        case .integer(let value): output += String(value).utf8
        case .string(let value): Self.write(value, to: &output)
        case .array(let values):
            output.append(UInt8(ascii: "["))
            for (index, value) in values.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                value.write(to: &output, sorted: sorted)
            }
            output.append(UInt8(ascii: "]"))
        case .object(let members): Self.write(members, to: &output, sorted: sorted)
        }
    }

    private static func write(_ members: [Member], to output: inout [UInt8], sorted: Bool) {
        output.append(UInt8(ascii: "{"))
        let ordered = sorted && !isOrdered(members) ? members.sorted { precedes($0.name, $1.name) } : members
        for (index, member) in ordered.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            write(member.name, to: &output)
            output.append(UInt8(ascii: ":"))
            member.value.write(to: &output, sorted: sorted)
        }
        output.append(UInt8(ascii: "}"))
    }

    private static func isOrdered(_ members: [Member]) -> Bool {
        for index in members.indices.dropFirst() where precedes(members[index].name, members[index - 1].name) {
            return false
        }
        return true
    }

    /// UTF-16 order (RFC 8785 section 3.2.3), read off the UTF-8 bytes. The two differ only between a character that
    /// UTF-16 writes as surrogates (first byte F0 or more) and one of U+E000 to U+FFFF (first byte EE or EF).
    private static func precedes(_ left: String, _ right: String) -> Bool {
        var first = left.utf8.makeIterator()
        var second = right.utf8.makeIterator()
        while true {
            guard let other = second.next() else { return false }
            guard let one = first.next() else { return true }
            guard one != other else { continue }
            let isReversed = min(one, other) >= 0xEE && min(one, other) < 0xF0 && max(one, other) >= 0xF0
            return isReversed ? one > other : one < other
        }
    }

    private static let hexDigits = Array("0123456789abcdef".utf8)

    private static func write(_ text: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        // Most texts hold nothing to escape.
        if text.utf8.allSatisfy({ $0 >= 32 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
            output.append(contentsOf: text.utf8)
            output.append(UInt8(ascii: "\""))
            return
        }
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): output += [UInt8(ascii: "\\"), UInt8(ascii: "\"")]
            case UInt8(ascii: "\\"): output += [UInt8(ascii: "\\"), UInt8(ascii: "\\")]
            case 8: output += [UInt8(ascii: "\\"), UInt8(ascii: "b")]
            case 9: output += [UInt8(ascii: "\\"), UInt8(ascii: "t")]
            case 10: output += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
            case 12: output += [UInt8(ascii: "\\"), UInt8(ascii: "f")]
            case 13: output += [UInt8(ascii: "\\"), UInt8(ascii: "r")]
            case 0..<32: output += "\\u00".utf8 + [hexDigits[Int(byte >> 4)], hexDigits[Int(byte & 15)]]
            default: output.append(byte)
            }
        }
        output.append(UInt8(ascii: "\""))
    }
}
