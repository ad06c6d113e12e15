public import VerificationDomain

/// A signing key of a region with the time in which it may sign.
public struct RegisteredKey: Sendable, Hashable {
    public let keyIdentifier: KeyIdentifier
    public let publicKey: PublicKey
    public let notBefore: Timestamp
    public let notAfter: Timestamp
    /// From this moment on nothing signed by it is taken.
    public let revokedAt: Timestamp?
    /// The certificate chain beside the key, in DER; a node that loads the registry verifies it.
    public let certificates: [[UInt8]]

    public init(
        keyIdentifier: KeyIdentifier,
        publicKey: PublicKey,
        notBefore: Timestamp,
        notAfter: Timestamp,
        revokedAt: Timestamp? = nil,
        certificates: [[UInt8]] = []
    ) {
        self.keyIdentifier = keyIdentifier
        self.publicKey = publicKey
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.revokedAt = revokedAt
        self.certificates = certificates
    }

    public var suite: SignatureSuite { publicKey.suite }

    /// Why its certificate chain does not vouch for it; `nil` when it does, or when the key has none.
    ///
    /// A key that may not sign any more is not judged: nothing new is taken from it. One that may not sign yet is
    /// judged as of its first moment.
    public func chainRefusal(
        _ verifier: any SigningChainVerifying,
        at time: Timestamp
    ) -> SigningChainRefusal? {
        guard !certificates.isEmpty else { return nil }
        switch refusal(at: time) {
        case .revoked, .expired, .unknown: return nil
        case .notYetValid, nil: return verifier.refusal(of: certificates, for: publicKey, at: max(time, notBefore))
        }
    }

    /// Why the key may not sign at `time`; `nil` when it may.
    func refusal(at time: Timestamp) -> KeyRefusal? {
        if let revokedAt, revokedAt <= time { return .revoked }
        if time < notBefore { return .notYetValid }
        if time > notAfter { return .expired }
        return nil
    }
}

/// Why no key is used.
public enum KeyRefusal: String, Error, Sendable, Hashable, CaseIterable {
    /// The registry lists no such key for this region.
    case unknown
    case revoked, notYetValid, expired
}

/// A key, or the reason why there is none.
public enum KeyLookup: Sendable, Hashable {
    case found(RegisteredKey)
    case refused(KeyRefusal)
}

extension RegisteredKey: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        .object([
            "kid": .string(keyIdentifier.description), "suite": .string(suite.rawValue),
            "jwk": JSONWebKey(publicKey, certificates: certificates).json, "notBefore": .string(notBefore.description),
            "notAfter": .string(notAfter.description), "revokedAt": revokedAt.map { .string($0.description) },
        ])
    }

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(["kid", "suite", "jwk", "notBefore", "notAfter", "revokedAt"])
        let jwk = try json.member("jwk").read(JSONWebKey.self)
        let key = jwk.publicKey
        guard try json.member("suite").code(SignatureSuite.self) == key.suite else {
            throw try json.member("suite").error(.notAllowed, "expected the suite of the key's curve")
        }
        self.init(
            keyIdentifier: try json.member("kid").keyIdentifier(),
            publicKey: key,
            notBefore: try json.member("notBefore").timestamp(),
            notAfter: try json.member("notAfter").timestamp(),
            revokedAt: try json.optionalMember("revokedAt")?.timestamp(),
            certificates: jwk.certificates
        )
    }
}
