public import VerificationDomain

/// The document at `/.well-known/jwks.json` (RFC 7517 section 5): for cross-checking only, trust comes from the
/// registry.
public struct KeySet: Sendable, Hashable {
    public struct Entry: Sendable, Hashable {
        public let keyIdentifier: KeyIdentifier
        public let key: JSONWebKey

        public init(keyIdentifier: KeyIdentifier, key: JSONWebKey) {
            self.keyIdentifier = keyIdentifier
            self.key = key
        }
    }

    public static let mediaType = "application/jwk-set+json"

    public let entries: [Entry]

    public init(_ entries: [Entry]) { self.entries = entries }
}

extension KeySet: JSONRepresentable, JSONReadable {
    public var json: JSONValue { .object(["keys": .array(entries.map(\.json))]) }

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(["keys"])
        self.init(try json.member("keys").array(of: Entry.self, count: 0...ExchangeLimits.entriesPerRegion))
    }
}

extension KeySet.Entry: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        guard case .object(let members) = key.json else { return key.json }
        return .object(
            members + [
                JSONValue.Member("alg", .string(key.publicKey.suite.algorithmName)),
                JSONValue.Member("kid", .string(keyIdentifier.description)), JSONValue.Member("use", "sig"),
            ]
        )
    }

    public init(json: JSONCursor) throws(JSONReadingError) {
        _ = try json.member("alg")
        _ = try json.member("use").parsed("sig") { $0 == "sig" ? $0 : nil }
        self.init(keyIdentifier: try json.member("kid").keyIdentifier(), key: try json.read(JSONWebKey.self))
    }
}
