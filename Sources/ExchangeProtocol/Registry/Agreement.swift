public import VerificationDomain

/// What a set of regions have agreed to tell each other, in both directions.
public struct Agreement: Sendable, Hashable {
    public let identifier: AgreementIdentifier
    /// At least two. A region that is a party may also ask itself.
    public let parties: [ProvinceCode]
    public let purposes: [AssistanceProgramme]
    public let items: [ItemCategory]
    public let disclosures: [Disclosure]
    /// The first and the last day on which it is in force, in China Standard Time.
    public let validFrom: CalendarDate
    public let validTo: CalendarDate

    public init(
        identifier: AgreementIdentifier,
        parties: [ProvinceCode],
        purposes: [AssistanceProgramme],
        items: [ItemCategory],
        disclosures: [Disclosure],
        validFrom: CalendarDate,
        validTo: CalendarDate
    ) {
        self.identifier = identifier
        self.parties = parties
        self.purposes = purposes
        self.items = items
        self.disclosures = disclosures
        self.validFrom = validFrom
        self.validTo = validTo
    }

    /// Whether both regions are parties and the day lies within its validity.
    public func binds(_ asking: ProvinceCode, _ answering: ProvinceCode, on date: CalendarDate) -> Bool {
        parties.contains(asking) && parties.contains(answering) && validFrom <= date && date <= validTo
    }
}

extension Agreement: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        .object([
            "id": identifier.json, "parties": .array(parties.map(\.json)), "purposes": purposes.codes,
            "items": items.codes, "disclosures": disclosures.codes, "validFrom": .string(validFrom.description),
            "validTo": .string(validTo.description),
        ])
    }

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(["id", "parties", "purposes", "items", "disclosures", "validFrom", "validTo"])
        self.init(
            identifier: try json.member("id").identifier(AgreementIdentifier.self),
            parties: try json.member("parties").provinces(count: 2...ExchangeLimits.regionCount),
            purposes: try json.member("purposes").purposes(count: 1...AssistanceProgramme.allCases.count),
            items: try json.member("items").items(count: 1...ExchangeLimits.itemCount),
            disclosures: try json.member("disclosures").distinct(count: 1...Disclosure.allCases.count) {
                cursor throws(JSONReadingError) in try cursor.code(Disclosure.self)
            },
            validFrom: try json.member("validFrom").date(),
            validTo: try json.member("validTo").date()
        )
    }
}
