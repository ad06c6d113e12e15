public import VerificationDomain

/// Why a query is not answered.
public enum Rejection: Sendable, Hashable {
    /// Steps 1 to 3: nobody has proved who they are, so nothing is signed.
    case problem(ProblemDetails)
    /// Steps 4 to 9: the asking region gets a signed refusal.
    case refusal(RefusalGrounds)
}

/// What a signed refusal will say.
public struct RefusalGrounds: Sendable, Hashable {
    public let code: RefusalCode
    /// Where, and what is expected there; holds nothing of the query.
    public let detail: String
    /// The region that asked.
    public let audience: ProvinceCode
    public let queryDigest: Digest
    /// `nil` when the query's own identifier cannot be read.
    public let queryIdentifier: UniqueIdentifier?
    public let retryAfterSeconds: Int?

    public init(
        _ code: RefusalCode,
        detail: String,
        audience: ProvinceCode,
        queryDigest: Digest,
        queryIdentifier: UniqueIdentifier?,
        retryAfterSeconds: Int? = nil
    ) {
        self.code = code
        self.detail = detail
        self.audience = audience
        self.queryDigest = queryDigest
        self.queryIdentifier = queryIdentifier
        self.retryAfterSeconds = retryAfterSeconds
    }

    public var httpStatus: Int { code.httpStatus }
}

extension RefusalCode {
    /// The HTTP status that goes with this code.
    public var httpStatus: Int {
        switch self {
        case .replay: 409
        case .quotaExceeded: 429
        default: 403
        }
    }

    /// What a refusal says when there is no place to name.
    var usualDetail: String {
        switch self {
        case .wrongAudience: "aud: the query is for another region; send it there"
        case .notYetValid: "iat, nbf: the query is not valid yet; check both clocks"
        case .expired: "exp: the query has expired; sign a new one"
        case .lifetimeTooLong: "exp: at most 30 days after iat"
        case .replay: "jti: seen before with other bytes; use a new identifier"
        case .quotaExceeded: "too many queries; send it again after retryAfter seconds"
        case .noAgreement: "agreement: none of this name is in force between the two regions"
        case .purposeNotAgreed: "purpose: not covered by the agreement"
        case .itemsNotAgreed: "items: none is covered by the agreement"
        case .disclosureNotAgreed: "disclosure: not covered by the agreement"
        case .noAuthorisation: "authorizations: none is in force for any person and item"
        case .malformedSubject: "subjects: a person cannot be read"
        case .limitExceeded: "a count is above its limit; split the query"
        case .malformedQuery: "a claim cannot be read"
        }
    }
}

/// What one part of admission gives.
public enum Admitted<Value: Sendable>: Sendable {
    case admitted(Value)
    case rejected(Rejection)

    /// The value, when it was admitted.
    public var value: Value? { if case .admitted(let value) = self { value } else { nil } }
    /// The rejection, when it was not.
    public var rejection: Rejection? { if case .rejected(let rejection) = self { rejection } else { nil } }
}
