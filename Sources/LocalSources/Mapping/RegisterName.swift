/// The name of a table or a column: 1 to 64 letters, digits, underscores or Chinese characters.
///
/// Names cannot be bound as parameters, so they are the one thing of a mapping that stands in a statement. Nothing that
/// could end a quoted name is a character of this type.
public struct RegisterName: Sendable, Hashable, Comparable {
    public let text: String

    /// `nil` for an empty or long text, any other character, or a name that SQLite keeps for itself.
    public init?(_ text: some StringProtocol) {
        guard (1...64).contains(text.unicodeScalars.count), text.unicodeScalars.allSatisfy(Self.allows),
            !text.lowercased().hasPrefix("sqlite_")
        else { return nil }
        self.text = String(text)
    }

    private static func allows(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: true
        // CJK unified ideographs with extension A.
        case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0x3007: true
        default: false
        }
    }

    /// The name in quotes.
    var quoted: String { "\"\(text)\"" }

    /// A column of the one table that a statement reads. Qualified, because SQLite takes a bare quoted name that is no
    /// column for a string, and every row would then hold that string.
    var qualified: String { "source.\(quoted)" }

    public static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}
