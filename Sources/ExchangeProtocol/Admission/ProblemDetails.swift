public import VerificationDomain

/// An unsigned answer to a request that cannot be attributed to anybody (RFC 9457).
public struct ProblemDetails: Sendable, Hashable {
    /// What is wrong; the `type` is this name after `urn:hedui:problem:`.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case tooLarge, unsupportedMediaType, malformed
        case registryExpired, unknownPeer, unknownKey, headerDisagrees, badSignature
        case notFound, unavailable

        /// The HTTP status.
        public var status: Int {
            switch self {
            case .malformed: 400
            case .registryExpired, .unknownPeer, .unknownKey, .headerDisagrees, .badSignature: 401
            case .notFound: 404
            case .tooLarge: 413
            case .unsupportedMediaType: 415
            case .unavailable: 503
            }
        }

        /// In words.
        public var title: String {
            switch self {
            case .tooLarge: "The message is too large"
            case .unsupportedMediaType: "The media type is not the one of this call"
            case .malformed: "The message cannot be read"
            case .registryExpired: "The federation registry here has expired"
            case .unknownPeer: "The peer and the issuer do not belong together"
            case .unknownKey: "The key is not one that the issuer may sign with now"
            case .headerDisagrees: "The header disagrees with the registered key"
            case .badSignature: "The signature is not valid"
            case .notFound: "There is nothing here for this peer"
            case .unavailable: "The service cannot answer now"
            }
        }
    }

    public static let mediaType = "application/problem+json"

    public let kind: Kind
    /// What to do, in words that hold nothing of the message.
    public let detail: String

    public init(_ kind: Kind, _ detail: String) {
        self.kind = kind
        self.detail = detail
    }

    public var status: Int { kind.status }
    public var type: String { "urn:hedui:problem:\(kind.rawValue)" }
    public var title: String { kind.title }
}

extension ProblemDetails: JSONRepresentable {
    public var json: JSONValue {
        .object([
            "type": .string(type), "title": .string(title), "status": .integer(Int64(status)),
            "detail": .string(detail),
        ])
    }
}
