public import VerificationDomain

/// Where a region takes messages, by kind of transport.
public struct RegisteredEndpoint: Sendable, Hashable {
    /// A kind of transport by its name; `https` is the one that this protocol binds, others belong to adapters.
    public struct Kind: TextIdentifier, CustomStringConvertible {
        public let text: String

        public static let https = Kind(unchecked: "https")
        public static let expectation = "a kind of endpoint of 1 to 64 characters A-Z a-z 0-9 . _ -"

        public init?(_ text: some StringProtocol) {
            guard KeyIdentifier(text) != nil else { return nil }
            self.init(unchecked: String(text))
        }

        private init(unchecked text: String) { self.text = text }

        public var description: String { text }
    }

    public let kind: Kind
    /// Up to 512 printable ASCII characters; for `https` an origin with an optional path, without user, query or
    /// fragment.
    public let url: String

    /// `nil` when the URL is not one of its kind.
    public init?(kind: Kind, url: String) {
        guard (1...512).contains(url.utf8.count), url.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
            kind != .https || Self.isOrigin(url)
        else { return nil }
        self.kind = kind
        self.url = url
    }

    /// `https://host…` and nothing that could carry a secret or change the path of a call.
    private static func isOrigin(_ url: String) -> Bool {
        guard url.hasPrefix("https://"), url.utf8.count > 8 else { return false }
        return !url.utf8.dropFirst(8).contains { $0 == 0x40 || $0 == 0x3F || $0 == 0x23 || $0 == 0x5C }
            && !url.dropFirst(8).hasPrefix("/")
    }
}

extension RegisteredEndpoint: JSONRepresentable, JSONReadable {
    public var json: JSONValue { .object(["kind": kind.json, "url": .string(url)]) }

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(["kind", "url"])
        let kind = try json.member("kind").identifier(Kind.self)
        self = try json.member("url").parsed("a URL of its kind without user, query or fragment") {
            RegisteredEndpoint(kind: kind, url: $0)
        }
    }
}

/// A TLS certificate of a region by its digests, both SHA-256.
public struct TLSIdentity: Sendable, Hashable {
    /// Of the whole certificate in DER: names the peer of an inbound connection.
    public let certificate: Digest
    /// Of its SubjectPublicKeyInfo in DER: what an outbound connection is pinned to (as RFC 7469 section 2.4 does).
    public let publicKey: Digest

    /// `nil` unless both are SHA-256.
    public init?(certificate: Digest, publicKey: Digest) {
        guard certificate.algorithm == .sha256, publicKey.algorithm == .sha256 else { return nil }
        self.certificate = certificate
        self.publicKey = publicKey
    }
}

extension TLSIdentity: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        .object([
            "certificate": .string(certificate.description), "publicKey": .string(publicKey.description),
        ])
    }

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(["certificate", "publicKey"])
        let certificate = try json.member("certificate").digest()
        guard let identity = TLSIdentity(certificate: certificate, publicKey: try json.member("publicKey").digest())
        else {
            throw json.error(.notAllowed, "expected two sha-256 digests")
        }
        self = identity
    }
}
