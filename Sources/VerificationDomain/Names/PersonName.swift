/// A person's name as a register wrote it, with the normalised form that names are compared by.
public struct PersonName: Sendable, Hashable, JSONRepresentable, MaskedValue {
    /// The name exactly as it came. Personal: never log it, never put it into an error.
    public let text: String
    /// Narrow characters, no white space, one kind of middle dot. Traditional characters stay as they are.
    public let normalised: String

    public static let expectation = "a name of 1 to \(characterLimit) characters without control characters"

    /// The longest name; a longer one is an attempt to fill storage or slow down matching.
    public static let characterLimit = 64

    /// Bytes that are looked at: room for `characterLimit` characters of four bytes, with padding around them.
    private static let byteLimit = 512

    /// `nil` for a text without a visible character, with a control character, or too long.
    public init?(_ text: some StringProtocol) {
        guard text.utf8.count <= Self.byteLimit else { return nil }
        let normalised = Self.normalise(text)
        guard (1...Self.characterLimit).contains(normalised.unicodeScalars.count),
            !normalised.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else { return nil }
        self.text = String(text)
        self.normalised = normalised
    }

    /// The name of this text; `DomainError.malformed` when it is none.
    public init(parsing text: some StringProtocol, fileID: String = #fileID, line: Int = #line) throws(DomainError) {
        guard let name = Self(text) else {
            throw DomainError(.malformed, Self.expectation, fileID: fileID, line: line)
        }
        self = name
    }

    /// First character, then a star for each other: `欧**`; a single character is a star.
    public var masked: String {
        normalised.count == 1 ? "*" : normalised.prefix(1) + String(repeating: "*", count: normalised.count - 1)
    }

    /// The name as it came.
    public var json: JSONValue { .string(text) }

    private static func normalise(_ text: some StringProtocol) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let narrow = WidthFolding.narrow(scalar)
            if !WidthFolding.isBlank(narrow) { scalars.append(WidthFolding.isDot(narrow) ? "\u{B7}" : narrow) }
        }
        return String(scalars)
    }
}
