/// A number plate as a key: its kind and its characters. Written `02:沪A12345`.
public struct PlateKey: TextIdentifier, Comparable, CustomStringConvertible {
    public let kind: PlateKind
    /// Upper case, without the dot and blanks.
    public let number: String

    public static let expectation = "a plate as kind and number, such as 02:沪A12345"

    /// Characters of a plate: seven, for new-energy vehicles eight; older and special ones vary.
    private static let lengths = 5...10

    /// `nil` when the number holds anything but Chinese characters, letters and digits, or is too short or long.
    public init?(kind: PlateKind, number: some StringProtocol) {
        guard number.utf8.count <= identifierByteLimit else { return nil }
        var characters = String.UnicodeScalarView()
        for scalar in number.unicodeScalars {
            let narrow = WidthFolding.narrow(scalar)
            if WidthFolding.isBlank(narrow) || Self.isSeparator(narrow) { continue }
            guard Self.isAllowed(narrow) else { return nil }
            characters.append(narrow)
        }
        guard Self.lengths.contains(characters.count) else { return nil }
        self.kind = kind
        self.number = String(characters).uppercased()
    }

    /// Reads `02:沪A12345`.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let kind = PlateKind(parts[0]) else { return nil }
        self.init(kind: kind, number: parts[1])
    }

    public var text: String { "\(kind):\(number)" }
    public var description: String { text }

    /// What may be painted between the head of a plate and the rest, and belongs to no plate.
    static func isSeparator(_ scalar: Unicode.Scalar) -> Bool { scalar == "-" || WidthFolding.isDot(scalar) }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "0"..."9", "A"..."Z", "a"..."z", "\u{4E00}"..."\u{9FFF}": true
        default: false
        }
    }

    public static func < (left: Self, right: Self) -> Bool {
        (left.kind, left.number) < (right.kind, right.number)
    }
}
