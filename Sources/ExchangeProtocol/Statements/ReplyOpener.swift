import VerificationDomain

/// Opens what an answering region sent back: form, key, signature, and the binding to the query.
struct ReplyOpener {
    let query: SignedQuery
    let registry: VerifiedRegistry
    let verifier: any SignatureVerifying
    let digests: any Digesting

    /// Claims that a registered key of the asked region has signed.
    struct Message {
        let key: RegisteredKey
        let claims: JSONCursor
    }

    func open(
        _ bytes: [UInt8],
        as type: MessageType,
        limit: Int,
        at time: Timestamp
    ) throws(AnswerViolation) -> Message {
        let opener = MessageOpener(registry: registry, verifier: verifier)
        return try opener.open(bytes, as: type, from: query.query.audience, limit: limit, at: time)
    }

    func claims<Value>(
        of message: Message,
        _ read: (JSONCursor) throws(JSONReadingError) -> Value
    ) throws(AnswerViolation) -> Value {
        do {
            return try read(message.claims)
        } catch {
            throw .malformed(place: error.place)
        }
    }

    /// The reply is from the region that was asked, to the region that asked, about exactly these bytes, and of now.
    func check(_ envelope: ReplyEnvelope, at time: Timestamp) throws(AnswerViolation) {
        guard envelope.issuer == query.query.audience else { throw .wrongIssuer }
        guard envelope.audience == query.query.issuer else { throw .wrongAudience }
        guard envelope.queryDigest == query.digest(digests) else { throw .wrongQuery }
        let tolerance = ExchangeLimits.clockToleranceSeconds
        guard envelope.issuedAt <= time.adding(seconds: tolerance),
            envelope.issuedAt >= query.query.issuedAt.adding(seconds: -tolerance)
        else { throw .wrongTime }
    }
}

/// Opens a signed message of a region: the registered key decides the algorithm, the header may only agree with it.
struct MessageOpener {
    let registry: VerifiedRegistry
    let verifier: any SignatureVerifying

    func open(
        _ bytes: [UInt8],
        as type: MessageType,
        from region: ProvinceCode,
        limit: Int,
        at time: Timestamp
    ) throws(AnswerViolation) -> ReplyOpener.Message {
        let jws = try parse(bytes, limit: limit)
        guard jws.header.type == type.rawValue else { throw .wrongType }
        switch registry.signingKey(jws.header.keyIdentifier, of: region, at: time) {
        case .refused(let refusal): throw .unknownKey(refusal)
        case .found(let key):
            guard key.suite.acceptedAlgorithmNames.contains(jws.header.algorithm) else { throw .headerDisagrees }
            guard jws.isSigned(by: key.publicKey, verifier) else { throw .badSignature }
            do {
                return ReplyOpener.Message(key: key, claims: try jws.claims())
            } catch {
                throw .malformed(place: "payload")
            }
        }
    }

    private func parse(_ bytes: [UInt8], limit: Int) throws(AnswerViolation) -> CompactJWS {
        do {
            return try CompactJWS(parsing: bytes, byteLimit: limit)
        } catch {
            switch error.code {
            case .tooLarge: throw .tooLarge
            case .forbiddenParameter: throw .forbiddenHeader
            default: throw .malformed(place: "header")
            }
        }
    }
}
