import VerificationDomain

/// The claims that every reply to a query has: from whom, to whom, when, and about exactly which query bytes.
struct ReplyEnvelope {
    let issuer: ProvinceCode
    let audience: ProvinceCode
    let identifier: UniqueIdentifier
    let issuedAt: Timestamp
    let queryDigest: Digest

    static let names: Set<String> = ["iss", "aud", "jti", "iat", "queryHash"]

    init(
        issuer: ProvinceCode,
        audience: ProvinceCode,
        identifier: UniqueIdentifier,
        issuedAt: Timestamp,
        queryDigest: Digest
    ) {
        self.issuer = issuer
        self.audience = audience
        self.identifier = identifier
        self.issuedAt = issuedAt.wholeSeconds
        self.queryDigest = queryDigest
    }

    init(json: JSONCursor) throws(JSONReadingError) {
        self.init(
            issuer: try json.member("iss").province(),
            audience: try json.member("aud").province(),
            identifier: try json.member("jti").uniqueIdentifier(),
            issuedAt: try json.member("iat").numericDate(),
            queryDigest: try json.member("queryHash").digest()
        )
    }

    /// The claims with those of one kind of reply.
    func json(with others: KeyValuePairs<String, JSONValue?>) -> JSONValue {
        let own = [
            JSONValue.Member("iss", issuer.json), JSONValue.Member("aud", audience.json),
            JSONValue.Member("jti", .string(identifier.description)), JSONValue.Member("iat", issuedAt.numericDate),
            JSONValue.Member("queryHash", .string(queryDigest.description)),
        ]
        guard case .object(let members) = JSONValue.object(others) else { return .object(own) }
        return .object(own + members)
    }
}
