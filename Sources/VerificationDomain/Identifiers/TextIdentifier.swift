/// A value that has one text form and reads itself from text, or does not exist.
public protocol TextIdentifier: Sendable, Hashable, JSONRepresentable {
    /// The one text of this value.
    var text: String { get }
    /// In words, what a text of this kind looks like: for error messages, and never personal.
    static var expectation: String { get }
    /// `nil` when the text is not a value of this kind.
    init?(_ text: some StringProtocol)
}

extension TextIdentifier {
    /// The value of this text; `DomainError.malformed` when it is none.
    public init(
        parsing text: some StringProtocol,
        fileID: String = #fileID,
        line: Int = #line
    ) throws(DomainError) {
        guard let value = Self(text) else {
            throw DomainError(.malformed, Self.expectation, fileID: fileID, line: line)
        }
        self = value
    }

    public var json: JSONValue { .string(text) }
}

/// The most UTF-8 bytes of a text that is looked at for an identifier: a longer one costs time and can be none.
let identifierByteLimit = 128

/// The ASCII bytes of an identifier: full-width letters, digits and signs made narrow, blanks taken away, upper case.
///
/// `nil` when anything else than ASCII remains or the text is longer than `identifierByteLimit`.
func identifierBytes(_ text: some StringProtocol, dropping dropped: Set<UInt8> = []) -> [UInt8]? {
    guard text.utf8.count <= identifierByteLimit else { return nil }
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
        let narrow = WidthFolding.narrow(scalar)
        if WidthFolding.isBlank(narrow) { continue }
        guard narrow.isASCII, narrow.value >= 0x21, narrow.value < 0x7F else { return nil }
        let byte = UInt8(narrow.value)
        if dropped.contains(byte) { continue }
        bytes.append((UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) ? byte - 32 : byte)
    }
    return bytes
}

/// Whether every byte is an ASCII digit.
func areDigits(_ bytes: some Sequence<UInt8>) -> Bool {
    bytes.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
}
