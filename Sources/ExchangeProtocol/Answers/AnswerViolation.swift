public import VerificationDomain

/// Every way in which what an answering region sent back can be wrong. Whatever has one is quarantined.
///
/// Receipts, refusals and capabilities use the cases that are about the envelope; the rest is about answers.
public enum AnswerViolation: Error, Sendable, Hashable, CustomStringConvertible {
    /// More bytes than the message may have.
    case tooLarge
    /// The form is wrong at this place: a JSON path or the name of a part, never a value.
    case malformed(place: String)
    /// The header holds a key, a link to one, or an extension.
    case forbiddenHeader
    /// The header is of another kind of message.
    case wrongType
    /// The header's algorithm is not the registered key's.
    case headerDisagrees
    /// The answering region may not sign with this key.
    case unknownKey(KeyRefusal)
    case badSignature
    case wrongIssuer, wrongAudience, wrongTime
    /// `queryHash` is not the digest of the query that was sent.
    case wrongQuery
    /// `_sd_alg` is not the digest of the key's suite.
    case wrongDigestAlgorithm

    case missingOutcome(SubjectItem)
    case duplicateOutcome(SubjectItem)
    case unaskedOutcome(SubjectItem)
    /// An outcome that only the asking side can state.
    case outcomeNotAllowed(SubjectItem)
    case recordCountMismatch(SubjectItem)
    /// An amount where only a statement about a threshold was announced.
    case amountNotAllowed(SubjectItem)
    case recordForUnaskedSubject(SubjectItem)

    /// A digest whose disclosure is missing.
    case undisclosedDigest
    /// A disclosure whose digest was not signed.
    case unmatchedDisclosure
    /// A digest that stands twice, or a disclosure that does.
    case duplicateDigest
    /// A digest beyond the announced records.
    case decoy
    case tooManyRecords

    /// The names of the cases, in the order of docs/exchange-protocol.md.
    public enum Name: String, Sendable, Hashable, CaseIterable {
        case tooLarge, tooManyRecords, malformed
        case forbiddenHeader, wrongType, headerDisagrees, unknownKey, badSignature
        case wrongIssuer, wrongAudience, wrongTime, wrongQuery, wrongDigestAlgorithm
        case undisclosedDigest, unmatchedDisclosure, duplicateDigest, decoy
        case missingOutcome, duplicateOutcome, unaskedOutcome, outcomeNotAllowed
        case recordCountMismatch, recordForUnaskedSubject, amountNotAllowed
    }

    /// The name of the case: what is logged and counted.
    public var code: String { name.rawValue }

    public var name: Name {
        switch self {
        case .tooLarge: .tooLarge
        case .malformed: .malformed
        case .forbiddenHeader: .forbiddenHeader
        case .wrongType: .wrongType
        case .headerDisagrees: .headerDisagrees
        case .unknownKey: .unknownKey
        case .badSignature: .badSignature
        case .wrongIssuer: .wrongIssuer
        case .wrongAudience: .wrongAudience
        case .wrongTime: .wrongTime
        case .wrongQuery: .wrongQuery
        case .wrongDigestAlgorithm: .wrongDigestAlgorithm
        case .missingOutcome: .missingOutcome
        case .duplicateOutcome: .duplicateOutcome
        case .unaskedOutcome: .unaskedOutcome
        case .outcomeNotAllowed: .outcomeNotAllowed
        case .recordCountMismatch: .recordCountMismatch
        case .amountNotAllowed: .amountNotAllowed
        case .recordForUnaskedSubject: .recordForUnaskedSubject
        case .undisclosedDigest: .undisclosedDigest
        case .unmatchedDisclosure: .unmatchedDisclosure
        case .duplicateDigest: .duplicateDigest
        case .decoy: .decoy
        case .tooManyRecords: .tooManyRecords
        }
    }

    /// What is wrong, in words that hold at most a subject's opaque reference.
    public var description: String {
        switch self {
        case .tooLarge: "the message is larger than it may be"
        case .malformed(let place): "the message cannot be read at \(place)"
        case .forbiddenHeader: "the header holds a key or an extension"
        case .wrongType: "the message is of another type"
        case .headerDisagrees: "the header's algorithm is not the registered key's"
        case .unknownKey(let refusal): "the key that signed is \(refusal.rawValue) in the registry"
        case .badSignature: "the signature is not valid"
        case .wrongIssuer: "the issuer is not the region that was asked"
        case .wrongAudience: "the message is for another region"
        case .wrongTime: "the message is from another time than now"
        case .wrongQuery: "the message answers other query bytes than those that were sent"
        case .wrongDigestAlgorithm: "the digests are not of the key's suite"
        case .tooManyRecords: "the answer holds more records than it may"
        default: contentDescription
        }
    }

    private var contentDescription: String {
        switch self {
        case .missingOutcome(let pair): "there is no outcome for \(Self.text(pair))"
        case .duplicateOutcome(let pair): "there are two outcomes for \(Self.text(pair))"
        case .unaskedOutcome(let pair): "there is an outcome for \(Self.text(pair)), which was not asked"
        case .outcomeNotAllowed(let pair):
            "the outcome of \(Self.text(pair)) is one that only the asking side can state"
        case .recordCountMismatch(let pair): "the records of \(Self.text(pair)) are not as many as its outcome says"
        case .amountNotAllowed(let pair):
            "a record of \(Self.text(pair)) states an amount though only flags were announced"
        case .recordForUnaskedSubject(let pair): "there is a record of \(Self.text(pair)), which was not asked"
        case .undisclosedDigest: "a signed digest has no disclosure"
        case .unmatchedDisclosure: "a disclosure was not signed"
        case .duplicateDigest: "a digest stands twice"
        default: "there are more digests than announced records"
        }
    }

    private static func text(_ pair: SubjectItem) -> String { "subject \(pair.subject), item \(pair.item.rawValue)" }
}
