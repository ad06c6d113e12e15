public import VerificationDomain

/// A public key as a JWK (RFC 7517): `EC` with `SM2` (a private name of ours) or `P-256`, or `OKP` with `Ed25519`
/// (RFC 8037).
public struct JSONWebKey: Sendable, Hashable {
    public let publicKey: PublicKey
    /// The `x5c` member: certificates in DER, each certified by the next. Nothing here has verified them.
    public let certificates: [[UInt8]]

    /// Certificates of one key. Stops a key from bringing so many that checking them takes long.
    static let certificateCount = 8

    public init(_ publicKey: PublicKey, certificates: [[UInt8]] = []) {
        self.publicKey = publicKey
        self.certificates = certificates
    }

    private var curve: String {
        switch publicKey.suite {
        case .sm2sm3: "SM2"
        case .es256: "P-256"
        case .ed25519: "Ed25519"
        }
    }

    private static func suite(type: String, curve: String) -> SignatureSuite? {
        switch (type, curve) {
        case ("EC", "SM2"): .sm2sm3
        case ("EC", "P-256"): .es256
        case ("OKP", "Ed25519"): .ed25519
        default: nil
        }
    }
}

extension JSONWebKey: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        let bytes = publicKey.bytes
        let chain = certificates.isEmpty ? nil : JSONValue.array(certificates.map(Self.json))
        if publicKey.suite == .ed25519 {
            return .object([
                "kty": "OKP", "crv": .string(curve), "x": .string(Base64.url.encode(bytes)), "x5c": chain,
            ])
        }
        return .object([
            "kty": "EC", "crv": .string(curve), "x": .string(Base64.url.encode(bytes[..<32])),
            "y": .string(Base64.url.encode(bytes[32...])), "x5c": chain,
        ])
    }

    /// Base64 with padding and not base64url: RFC 7517 section 4.7.
    private static func json(_ certificate: [UInt8]) -> JSONValue { .string(Base64.standard.encode(certificate)) }

    private static let names: Set<String> = ["kty", "crv", "x", "y", "kid", "alg", "use", "key_ops", "x5c"]

    /// Reads a public key. A member `d` is an error: a private key does not belong in any document.
    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(Self.names)
        let type = try json.member("kty").string()
        guard let suite = Self.suite(type: type, curve: try json.member("crv").string()) else {
            throw json.error(.notAllowed, "expected kty EC with crv SM2 or P-256, or kty OKP with crv Ed25519")
        }
        if let algorithm = try json.optionalMember("alg") {
            _ = try algorithm.parsed("the algorithm of the curve") {
                suite.acceptedAlgorithmNames.contains($0) ? $0 : nil
            }
        }
        var bytes = try Self.coordinate(json.member("x"))
        if suite == .ed25519 {
            guard json.value["y"] == nil else { throw json.error(.unknownName, "an OKP key has no y") }
        } else {
            bytes += try Self.coordinate(json.member("y"))
        }
        guard let key = PublicKey(suite: suite, bytes: bytes) else {
            throw json.error(.notAllowed, "expected coordinates of 32 bytes")
        }
        publicKey = key
        certificates = try Self.certificates(json)
    }

    private static func certificates(_ json: JSONCursor) throws(JSONReadingError) -> [[UInt8]] {
        guard let chain = try json.optionalMember("x5c") else { return [] }
        var certificates: [[UInt8]] = []
        for element in try chain.elements(count: 1...certificateCount) {
            certificates.append(
                try element.parsed("a certificate in DER as base64 with padding") { text in
                    Base64.standard.decode(text).flatMap { $0.isEmpty ? nil : $0 }
                }
            )
        }
        return certificates
    }

    private static func coordinate(_ json: JSONCursor) throws(JSONReadingError) -> [UInt8] {
        try json.parsed("32 bytes in base64url without padding") { text in
            Base64.url.decode(text).flatMap { $0.count == 32 ? $0 : nil }
        }
    }
}
