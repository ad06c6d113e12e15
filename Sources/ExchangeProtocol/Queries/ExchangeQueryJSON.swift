public import VerificationDomain

extension ExchangeQuery: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        .object([
            "iss": issuer.json, "aud": audience.json, "jti": .string(identifier.description),
            "iat": issuedAt.numericDate, "nbf": notBefore.numericDate, "exp": expiresAt.numericDate,
            "respondBy": .string(respondBy.description), "requestNo": requestNumber.json,
            "purpose": .string(purpose.rawValue), "legalBasis": .string(legalBasis.code),
            "agreement": agreement.json, "authorizations": .array(authorisations.map(\.json)),
            "subjects": .array(subjects.map(\.json)), "items": items.codes, "incomeWindow": incomeWindow.json,
            "assetsAsOf": .string(assetsAsOf.description), "disclosure": .string(disclosure.rawValue),
            "thresholds": thresholds.isEmpty ? nil : Self.json(thresholds),
        ])
    }

    private static func json(_ thresholds: [ItemCategory: Money]) -> JSONValue {
        .object(thresholds.sorted { $0.key < $1.key }.map { JSONValue.Member($0.key.rawValue, $0.value.json) })
    }

    /// Every claim of a query. Another one is an error: it could be a restriction that we do not understand.
    static let claimNames: Set<String> = [
        "iss", "aud", "jti", "iat", "nbf", "exp", "respondBy", "requestNo", "purpose", "legalBasis", "agreement",
        "authorizations", "subjects", "items", "incomeWindow", "assetsAsOf", "disclosure", "thresholds",
    ]

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(Self.claimNames)
        let window = try json.member("incomeWindow")
        try window.allowOnly(["from", "to"])
        do {
            try self.init(
                issuer: try json.member("iss").province(),
                audience: try json.member("aud").province(),
                identifier: try json.member("jti").uniqueIdentifier(),
                issuedAt: try json.member("iat").numericDate(),
                notBefore: try json.member("nbf").numericDate(),
                expiresAt: try json.member("exp").numericDate(),
                respondBy: try json.member("respondBy").timestamp(),
                requestNumber: try json.member("requestNo").identifier(RequestNumber.self),
                purpose: try json.member("purpose").code(AssistanceProgramme.self),
                legalBasis: try json.member("legalBasis").parsed("the code of a legal basis") { LegalBasis(code: $0) },
                agreement: try json.member("agreement").identifier(AgreementIdentifier.self),
                authorisations: try json.member("authorizations").array(
                    of: QueryAuthorisation.self,
                    count: 1...ExchangeLimits.authorisationCount
                ),
                subjects: try json.member("subjects").array(
                    of: QuerySubject.self,
                    count: 1...ExchangeLimits.subjectCount
                ),
                items: try json.member("items").items(count: 1...ExchangeLimits.itemCount),
                incomeWindow: try window.monthWindow(),
                assetsAsOf: try json.member("assetsAsOf").date(),
                disclosure: try json.member("disclosure").code(Disclosure.self),
                thresholds: try Self.thresholds(json)
            )
        } catch let error as JSONReadingError {
            throw error
        } catch let error as ExchangeError {
            throw json.error(.notAllowed, error.context)
        } catch {
            throw json.error(.notAllowed, "expected a query")
        }
    }

    static func thresholds(_ json: JSONCursor) throws(JSONReadingError) -> [ItemCategory: Money] {
        guard let object = try json.optionalMember("thresholds") else { return [:] }
        // An empty object would be as good as none, and the schema knows only one way to say that.
        guard object.value != .object([]) else { throw object.error(.notAllowed, "expected at least one item") }
        var thresholds: [ItemCategory: Money] = [:]
        for (name, value) in try object.members(atMost: ExchangeLimits.itemCount) {
            // The name comes from outside, so the error names the object and not the member.
            guard let item = ItemCategory(rawValue: name) else {
                throw object.error(.unknownName, "expected codes of items")
            }
            try value.allowOnly(["fen", "currency"])
            thresholds[item] = try value.read(Money.self)
        }
        return thresholds
    }
}
