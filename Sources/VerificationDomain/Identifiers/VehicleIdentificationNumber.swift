/// A vehicle identification number: 17 letters and digits without I, O and Q (GB 16735, ISO 3779).
public struct VehicleIdentificationNumber: TextIdentifier, Comparable, CustomStringConvertible {
    public let text: String

    public static let expectation = "a vehicle identification number of 17 characters (GB 16735)"

    /// Reads 17 characters in either case and width; blanks are dropped. The check digit may be wrong.
    public init?(_ text: some StringProtocol) {
        guard let bytes = identifierBytes(text), bytes.count == 17, bytes.allSatisfy(Self.isAllowed) else { return nil }
        self.text = String(decoding: bytes, as: UTF8.self)
    }

    /// Whether the ninth character is the right one. Imported, old and two-wheeled vehicles may fail: warn, never
    /// reject.
    public var checkDigitMatches: Bool {
        let bytes = Array(text.utf8)
        return CheckCharacter.vehicleIdentification(bytes) == bytes[8]
    }

    /// The end of the number, which is all that some peers return.
    public var lastSix: String { String(text.suffix(6)) }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        OrganisationCode.isLetterOrDigit(byte) && !"IOQ".utf8.contains(byte)
    }

    public var description: String { text }
    public static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}
