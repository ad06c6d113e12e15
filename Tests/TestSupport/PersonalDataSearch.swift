import Foundation

/// Looks for persons' numbers and names in files that must not hold any, in every form that they leak in.
///
/// A finding says where and in which form, never what.
public struct PersonalDataSearch: Sendable {
    /// How a text may be written into a file.
    public enum Form: String, Sendable, Hashable, CaseIterable {
        case utf8, utf16LittleEndian, utf16BigEndian, unicodeEscapes, percentEncoding, hexadecimal, base64, base64URL
    }

    public struct Finding: Sendable, Hashable, CustomStringConvertible {
        public let place: String
        public let offset: Int
        public let form: Form

        public init(place: String, offset: Int, form: Form) {
            self.place = place
            self.offset = offset
            self.form = form
        }

        public var description: String { "\(place) at byte \(offset): personal data as \(form.rawValue)" }
    }

    /// A folder that cannot be searched: a search that read nothing must never look like one without findings.
    public struct Unreadable: Error, CustomStringConvertible {
        public let description: String
    }

    private struct Needle {
        let bytes: [UInt8]
        let form: Form
    }

    /// Bytes that every needle has: less is found by chance in the megabytes of boxes and hashes of a few nodes.
    private static let shortest = 6
    /// By their first `shortest` bytes.
    private let needles: [UInt64: [Needle]]
    private let beginnings: [Bool]

    /// Looks for these texts, and for the 15-digit and lower-case forms of 18-character numbers among them. A text
    /// needs six bytes of UTF-8, as two Chinese characters have, and two such characters are not looked for in UTF-16.
    public init(_ texts: [String]) {
        let wanted = Set(texts.flatMap { [$0, $0.lowercased()] + Self.fifteenDigits($0) })
            .filter { $0.utf8.count >= Self.shortest }
        let all = wanted.flatMap { text in
            Form.allCases.flatMap { form in
                form.spellings(of: text).filter { $0.count >= Self.shortest }.map { Needle(bytes: $0, form: form) }
            }
        }
        needles = Dictionary(grouping: all) { Self.beginning($0.bytes[...]) }
        var beginnings = [Bool](repeating: false, count: 65_536)
        for needle in all { beginnings[Int(needle.bytes[0]) << 8 | Int(needle.bytes[1])] = true }
        self.beginnings = beginnings
    }

    /// Every occurrence in these bytes; `place` names them in the findings.
    public func findings(in bytes: [UInt8], place: String) -> [Finding] {
        guard bytes.count >= Self.shortest else { return [] }
        var found: [Finding] = []
        bytes.withUnsafeBufferPointer { bytes in
            for offset in 0...bytes.count - Self.shortest
            where beginnings[Int(bytes[offset]) << 8 | Int(bytes[offset + 1])] {
                for needle in needles[Self.beginning(bytes[offset...])] ?? []
                where bytes[offset...].starts(with: needle.bytes) {
                    found.append(Finding(place: place, offset: offset, form: needle.form))
                }
            }
        }
        return found
    }

    private static func beginning(_ bytes: some Collection<UInt8>) -> UInt64 {
        bytes.prefix(shortest).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Every occurrence in the files of a folder and below that `includes` by their paths in it, and in their names.
    ///
    /// Throws `Unreadable` for what is no folder. A file that goes away meanwhile, as a node replaces them, is passed
    /// over.
    public func findings(
        below folder: String,
        includes: (String) -> Bool = { _ in true }
    ) throws -> [Finding] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue,
            let paths = FileManager.default.enumerator(atPath: folder)?.compactMap({ $0 as? String })
        else { throw Unreadable(description: "\(folder) is no folder") }
        return try paths.filter(includes).sorted().flatMap { path -> [Finding] in
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: "\(folder)/\(path)", isDirectory: &isFolder)
            let names = findings(in: Array(path.utf8), place: "name of a file")
            if isFolder.boolValue { return names }
            guard let content = FileManager.default.contents(atPath: "\(folder)/\(path)") else {
                guard !FileManager.default.fileExists(atPath: "\(folder)/\(path)") else {
                    throw Unreadable(description: "\(path) cannot be read")
                }
                return names
            }
            return names + findings(in: Array(content), place: path)
        }
    }

    private static func fifteenDigits(_ text: String) -> [String] {
        let characters = Array(text.utf8)
        guard characters.count == 18, characters[6...7].elementsEqual("19".utf8) else { return [] }
        return [String(decoding: characters[..<6] + characters[8..<17], as: UTF8.self)]
    }
}

extension PersonalDataSearch.Form {
    /// Every way in which this form writes the text, wherever it stands in a longer one.
    public func spellings(of text: String) -> [[UInt8]] {
        let bytes = Array(text.utf8)
        switch self {
        case .utf8: return [bytes]
        case .utf16LittleEndian: return [text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }]
        case .utf16BigEndian: return [text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }]
        case .unicodeEscapes:
            let lower = text.utf16.map { "\\u" + Self.hexadecimal($0, digits: 4) }.joined()
            return [Array(lower.utf8), Array(lower.uppercased().replacing("\\U", with: "\\u").utf8)]
        case .percentEncoding:
            let lower = bytes.map { "%" + Self.hexadecimal($0, digits: 2) }.joined()
            return [Array(lower.utf8), Array(lower.uppercased().utf8)]
        case .hexadecimal:
            let lower = bytes.map { Self.hexadecimal($0, digits: 2) }.joined()
            return [Array(lower.utf8), Array(lower.uppercased().utf8)]
        case .base64: return (0..<3).map { Self.base64(bytes, behind: $0) }
        case .base64URL:
            return (0..<3).map { alignment in
                Self.base64(bytes, behind: alignment).map {
                    $0 == UInt8(ascii: "+") ? UInt8(ascii: "-") : $0 == UInt8(ascii: "/") ? UInt8(ascii: "_") : $0
                }
            }
        }
    }

    private static func hexadecimal(_ number: some FixedWidthInteger, digits: Int) -> String {
        let text = String(number, radix: 16)
        return String(repeating: "0", count: digits - text.count) + text
    }

    /// The characters that depend on these bytes alone, when `before` other bytes stand in front of them.
    private static func base64(_ bytes: [UInt8], behind before: Int) -> [UInt8] {
        let text = Data([UInt8](repeating: 0, count: before) + bytes).base64EncodedString()
        let first = (before * 8 + 5) / 6
        let end = (before + bytes.count) * 8 / 6
        return Array(Array(text.utf8)[first..<end])
    }
}
