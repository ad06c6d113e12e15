public import VerificationDomain

/// What the asking office calls one submission, so that sending it twice makes one case (Idempotency-Key).
///
/// May name a person, as offices' own numbers do: the store keeps a keyed tag of it, and nothing prints it.
public struct SubmissionKey: Sendable, Hashable, MaskedValue {
    /// Characters; a longer one is no name of anything.
    public static let lengths = 1...128

    let text: String

    /// Printable ASCII without blanks; `nil` for anything else.
    public init?(_ text: String) {
        guard Self.lengths.contains(text.utf8.count), text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            return nil
        }
        self.text = text
    }

    /// Only how long it is.
    public var masked: String { String(repeating: "*", count: text.utf8.count) }
}

/// What became of a submission's key.
public enum SubmissionState: Sendable, Hashable {
    /// Nobody has used it.
    case unused
    /// It made this case, of the same bytes.
    case made(UniqueIdentifier)
    /// It made a case of other bytes.
    case usedOtherwise
}
