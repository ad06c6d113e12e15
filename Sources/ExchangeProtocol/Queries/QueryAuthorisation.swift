public import VerificationDomain

/// An authorisation as a query shows it to an answering region: what was signed, for how long and for what; whom it
/// covers is said by the subjects that name it.
public struct QueryAuthorisation: Sendable, Hashable {
    public let reference: SubjectReference
    public let caseReference: CaseReference
    /// The number printed on the form; 1 to 64 characters.
    public let number: String
    public let documentDigest: Digest
    public let signedAt: CalendarDate
    public let validFrom: CalendarDate
    public let endRule: Authorisation.EndRule
    public let regions: [ProvinceCode]
    public let items: [ItemCategory]
    public let purposes: [AssistanceProgramme]

    public init(
        reference: SubjectReference,
        caseReference: CaseReference,
        number: String,
        documentDigest: Digest,
        signedAt: CalendarDate,
        validFrom: CalendarDate,
        endRule: Authorisation.EndRule,
        regions: [ProvinceCode],
        items: [ItemCategory],
        purposes: [AssistanceProgramme]
    ) {
        self.reference = reference
        self.caseReference = caseReference
        self.number = number
        self.documentDigest = documentDigest
        self.signedAt = signedAt
        self.validFrom = validFrom
        self.endRule = endRule
        self.regions = regions
        self.items = items
        self.purposes = purposes
    }

    /// What a recorded authorisation shows of itself; `reference` is its name inside the query.
    public init(_ recorded: Authorisation, reference: SubjectReference? = nil, caseReference: CaseReference) {
        self.init(
            reference: reference ?? recorded.reference,
            caseReference: caseReference,
            number: recorded.number,
            documentDigest: recorded.documentDigest,
            signedAt: recorded.signedAt,
            validFrom: recorded.validFrom,
            endRule: recorded.endRule,
            regions: recorded.regions,
            items: recorded.items,
            purposes: recorded.purposes
        )
    }

    /// Whether it is in force on `date` and covers this region, purpose and item.
    func covers(_ item: ItemCategory, region: ProvinceCode, purpose: AssistanceProgramme, on date: CalendarDate) -> Bool
    {
        guard signedAt <= date, validFrom <= date else { return false }
        if case .date(let last) = endRule, last < date { return false }
        return regions.contains(region) && purposes.contains(purpose) && items.contains(item)
    }
}

extension QueryAuthorisation: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        .object([
            "ref": .string(reference.text), "caseRef": caseReference.json, "number": .string(number),
            "documentDigest": .string(documentDigest.description), "signedAt": .string(signedAt.description),
            "validFrom": .string(validFrom.description), "endRule": endRule.json,
            "regions": .array(regions.map(\.json)), "items": items.codes, "purposes": purposes.codes,
        ])
    }

    private static let names: Set<String> = [
        "ref", "caseRef", "number", "documentDigest", "signedAt", "validFrom", "endRule", "regions", "items",
        "purposes",
    ]

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(Self.names)
        let endRule = try json.member("endRule")
        try endRule.allowOnly(endRule.value["rule"] == "date" ? ["rule", "date"] : ["rule"])
        self.init(
            reference: try json.member("ref").read(SubjectReference.self),
            caseReference: try json.member("caseRef").identifier(CaseReference.self),
            number: try json.member("number").string(count: 1...64),
            documentDigest: try json.member("documentDigest").digest(),
            signedAt: try json.member("signedAt").date(),
            validFrom: try json.member("validFrom").date(),
            endRule: try Authorisation.EndRule(json: endRule),
            regions: try json.member("regions").provinces(count: 1...ExchangeLimits.regionCount),
            items: try json.member("items").items(count: 1...ExchangeLimits.itemCount),
            purposes: try json.member("purposes").purposes(count: 1...AssistanceProgramme.allCases.count)
        )
    }
}
