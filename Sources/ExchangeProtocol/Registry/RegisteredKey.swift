public import VerificationDomain

/// A signing key of a region with the time in which it may sign.
public struct RegisteredKey: Sendable, Hashable {
    public let keyIdentifier: KeyIdentifier
    public let publicKey: PublicKey
    public let notBefore: Timestamp
    public let notAfter: Timestamp
    /// From this moment on nothing signed by it is taken.
    public let revokedAt: Timestamp?

    public init(
        keyIdentifier: KeyIdentifier,
        publicKey: PublicKey,
        notBefore: Timestamp,
        notAfter: Timestamp,
        revokedAt: Timestamp? = nil
    ) {
        self.keyIdentifier = keyIdentifier
        self.publicKey = publicKey
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.revokedAt = revokedAt
    }

    public var suite: SignatureSuite { publicKey.suite }

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
            "jwk": JSONWebKey(publicKey).json, "notBefore": .string(notBefore.description),
            "notAfter": .string(notAfter.description), "revokedAt": revokedAt.map { .string($0.description) },
        ])
    }

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(["kid", "suite", "jwk", "notBefore", "notAfter", "revokedAt"])
        let key = try json.member("jwk").read(JSONWebKey.self).publicKey
        guard try json.member("suite").code(SignatureSuite.self) == key.suite else {
            throw try json.member("suite").error(.notAllowed, "expected the suite of the key's curve")
        }
        self.init(
            keyIdentifier: try json.member("kid").keyIdentifier(),
            publicKey: key,
            notBefore: try json.member("notBefore").timestamp(),
            notAfter: try json.member("notAfter").timestamp(),
            revokedAt: try json.optionalMember("revokedAt")?.timestamp()
        )
    }
}
