/// A signed authorisation form (核对授权书): the gate for every query.
public struct Authorisation: Sendable, Hashable {
    /// Its opaque name inside one household or query.
    public let reference: SubjectReference
    /// The number printed on the form.
    public let number: String
    /// Digest of the scanned document.
    public let documentDigest: Digest
    public let signedAt: CalendarDate
    public let validFrom: CalendarDate
    public let endRule: EndRule
    public let regions: [ProvinceCode]
    public let items: [ItemCategory]
    public let purposes: [AssistanceProgramme]
    public let persons: [AuthorisedPerson]
    public let withdrawnOn: CalendarDate?

    public init(
        reference: SubjectReference,
        number: String,
        documentDigest: Digest,
        signedAt: CalendarDate,
        validFrom: CalendarDate,
        endRule: EndRule,
        regions: [ProvinceCode],
        items: [ItemCategory],
        purposes: [AssistanceProgramme],
        persons: [AuthorisedPerson],
        withdrawnOn: CalendarDate? = nil
    ) {
        self.reference = reference
        self.number = number
        self.documentDigest = documentDigest
        self.signedAt = signedAt
        self.validFrom = validFrom
        self.endRule = endRule
        self.regions = regions
        self.items = items
        self.purposes = purposes
        self.persons = persons
        self.withdrawnOn = withdrawnOn
    }

    /// When an authorisation ends by itself.
    public enum EndRule: Sendable, Hashable {
        /// When the household is found ineligible; otherwise it lasts while assistance lasts.
        case ineligibleOrAssistanceEnd
        /// After this day.
        case date(CalendarDate)
    }
}

/// Who signed for whom.
public struct AuthorisedPerson: Sendable, Hashable {
    public enum SignedBy: String, Sendable, Hashable, CaseIterable {
        /// The person.
        case own = "self"
        /// The statutory guardian of a minor or of an adult without full capacity.
        case guardian
        /// A support obligor outside the household, for themselves.
        case obligor
    }

    public let subject: SubjectReference
    public let signedBy: SignedBy

    public init(subject: SubjectReference, signedBy: SignedBy) {
        self.subject = subject
        self.signedBy = signedBy
    }
}

extension Authorisation: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        .object([
            "ref": .string(reference.text), "number": .string(number),
            "documentDigest": .string(documentDigest.description), "signedAt": .string(signedAt.description),
            "validFrom": .string(validFrom.description), "endRule": endRule.json,
            "regions": .array(regions.map { .string($0.text) }),
            "items": .array(items.map { .string($0.rawValue) }),
            "purposes": .array(purposes.map { .string($0.rawValue) }),
            "persons": .array(
                persons.map {
                    .object(["ref": .string($0.subject.text), "signedBy": .string($0.signedBy.rawValue)])
                }
            ),
            "withdrawnOn": withdrawnOn.map { .string($0.description) },
        ])
    }

    private static let names: Set<String> = [
        "ref", "number", "documentDigest", "signedAt", "validFrom", "endRule", "regions", "items", "purposes",
        "persons",
        "withdrawnOn",
    ]

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(Self.names)
        self.init(
            reference: try json.member("ref").read(SubjectReference.self),
            number: try json.member("number").string(count: 1...64),
            documentDigest: try json.member("documentDigest").parsed("a digest such as sm3:<64 hexadecimal digits>") {
                Digest(text: $0)
            },
            signedAt: try json.member("signedAt").date(),
            validFrom: try json.member("validFrom").date(),
            endRule: try EndRule(json: json.member("endRule")),
            regions: try json.list("regions", atMost: 40) { cursor throws(JSONReadingError) in try cursor.province() },
            items: try json.list("items", atMost: 40) { cursor throws(JSONReadingError) in
                try cursor.code(ItemCategory.self)
            },
            purposes: try json.list("purposes", atMost: 20) { cursor throws(JSONReadingError) in
                try cursor.code(AssistanceProgramme.self)
            },
            persons: try json.member("persons").array(of: AuthorisedPerson.self, count: 1...50),
            withdrawnOn: try json.optionalMember("withdrawnOn")?.date()
        )
    }
}

extension AuthorisedPerson: JSONReadable {
    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(["ref", "signedBy"])
        self.init(
            subject: try json.member("ref").read(SubjectReference.self),
            signedBy: try json.member("signedBy").code(SignedBy.self)
        )
    }
}

extension Authorisation.EndRule: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        switch self {
        case .ineligibleOrAssistanceEnd: .object(["rule": "ineligibleOrAssistanceEnd"])
        case .date(let date): .object(["rule": "date", "date": .string(date.description)])
        }
    }

    public init(json: JSONCursor) throws(JSONReadingError) {
        switch try json.member("rule").string() {
        case "ineligibleOrAssistanceEnd":
            // A date beside this rule would be dropped in silence, and the signer may have meant it.
            try json.allowOnly(["rule"])
            self = .ineligibleOrAssistanceEnd
        case "date":
            try json.allowOnly(["rule", "date"])
            self = .date(try json.member("date").date())
        default: throw try json.member("rule").error(.notAllowed, "expected ineligibleOrAssistanceEnd or date")
        }
    }
}
