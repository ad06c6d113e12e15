public import VerificationDomain

/// The identifier of an agreement in the federation registry: 1 to 64 characters of `A-Z a-z 0-9 . _ -`.
public struct AgreementIdentifier: TextIdentifier, Comparable, CustomStringConvertible {
    public let text: String

    public static let expectation = "an agreement id of 1 to 64 characters A-Z a-z 0-9 . _ -"

    public init?(_ text: some StringProtocol) {
        guard KeyIdentifier(text) != nil else { return nil }
        self.text = String(text)
    }

    public var description: String { text }
    public static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

/// The asking side's name for a case, opaque to everybody else: 1 to 64 characters of `A-Z a-z 0-9 . _ -`.
public struct CaseReference: TextIdentifier, Comparable, CustomStringConvertible {
    public let text: String

    public static let expectation = "an opaque case reference of 1 to 64 characters A-Z a-z 0-9 . _ -"

    public init?(_ text: some StringProtocol) {
        guard KeyIdentifier(text) != nil else { return nil }
        self.text = String(text)
    }

    public var description: String { text }
    public static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}
