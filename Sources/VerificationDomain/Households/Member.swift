/// A person of the household that applies, as the household declares them.
public struct Member: Sendable, Hashable {
    public let reference: SubjectReference
    public let name: PersonName
    public let formerNames: [PersonName]
    public let identity: IdentityNumber
    /// Relation to the head of the household (GB/T 4761), who may differ from the applicant.
    public let relation: FamilyRelation
    public let maritalStatus: MaritalStatus?
    public let places: MemberPlaces

    public init(
        reference: SubjectReference,
        name: PersonName,
        formerNames: [PersonName] = [],
        identity: IdentityNumber,
        relation: FamilyRelation,
        maritalStatus: MaritalStatus? = nil,
        places: MemberPlaces
    ) {
        self.reference = reference
        self.name = name
        self.formerNames = formerNames
        self.identity = identity
        self.relation = relation
        self.maritalStatus = maritalStatus
        self.places = places
    }
}

/// Every place that ties a member to a region: together they say which registers may know something.
public struct MemberPlaces: Sendable, Hashable {
    public let hukou: RegionCode
    public let formerHukou: [RegionCode]
    public let residence: RegionCode
    public let work: [RegionCode]

    public init(hukou: RegionCode, formerHukou: [RegionCode] = [], residence: RegionCode, work: [RegionCode] = []) {
        self.hukou = hukou
        self.formerHukou = formerHukou
        self.residence = residence
        self.work = work
    }

    public var all: [RegionCode] { [hukou] + formerHukou + [residence] + work }
}

extension Member: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        .object([
            "ref": .string(reference.text), "name": .string(name.text),
            "formerNames": formerNames.isEmpty ? nil : .array(formerNames.map { .string($0.text) }),
            "idNumber": .string(identity.text), "relation": .string(relation.rawValue),
            "maritalStatus": maritalStatus.map { .string($0.rawValue) },
            "hukou": .string(places.hukou.text),
            "formerHukou": places.formerHukou.isEmpty ? nil : .array(places.formerHukou.map { .string($0.text) }),
            "residence": .string(places.residence.text),
            "work": places.work.isEmpty ? nil : .array(places.work.map { .string($0.text) }),
        ])
    }

    private static let names: Set<String> = [
        "ref", "name", "formerNames", "idNumber", "relation", "maritalStatus", "hukou", "formerHukou", "residence",
        "work",
    ]

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(Self.names)
        self.init(
            reference: try json.member("ref").read(SubjectReference.self),
            name: try json.member("name").personName(),
            formerNames: try json.list("formerNames", atMost: 8) { cursor throws(JSONReadingError) in
                try cursor.personName()
            },
            identity: try json.member("idNumber").identityNumber(),
            relation: try json.member("relation").parsed("a two-digit code of GB/T 4761, such as 02 or 10") {
                FamilyRelation(rawValue: $0)
            },
            maritalStatus: try json.optionalMember("maritalStatus")?.parsed("a two-digit code of GB/T 2261.2") {
                MaritalStatus(rawValue: $0)
            },
            places: MemberPlaces(
                hukou: try json.member("hukou").region(),
                formerHukou: try json.list("formerHukou", atMost: 8) { cursor throws(JSONReadingError) in
                    try cursor.region()
                },
                residence: try json.member("residence").region(),
                work: try json.list("work", atMost: 8) { cursor throws(JSONReadingError) in try cursor.region() }
            )
        )
    }
}

extension JSONCursor {
    /// An identity number whose check digit and date hold.
    public func identityNumber() throws(JSONReadingError) -> IdentityNumber {
        try parsed("an 18-character identity number with a valid date and check digit (GB 11643)") {
            IdentityNumber($0)
        }
    }

    /// A name of at most 64 characters as they stand, white space included and control characters not.
    public func personName() throws(JSONReadingError) -> PersonName {
        let text = try string(count: 1...PersonName.characterLimit)
        guard !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
            throw error(.notAllowed, "expected \(PersonName.expectation)")
        }
        return try parsed("a person's name of 1 to 64 characters") { PersonName($0) }
    }

    public func region() throws(JSONReadingError) -> RegionCode {
        try parsed("a six-digit region code of GB/T 2260, such as 310101") { RegionCode($0) }
    }

    public func province() throws(JSONReadingError) -> ProvinceCode {
        try parsed("a province code such as 310000") { ProvinceCode($0) }
    }

    public func date() throws(JSONReadingError) -> CalendarDate {
        try parsed("a date yyyy-MM-dd") { CalendarDate($0) }
    }

    public func timestamp() throws(JSONReadingError) -> Timestamp {
        try parsed("an RFC 3339 time with its offset") { Timestamp($0) }
    }

    /// A window `{from, to}` of months.
    public func monthWindow() throws(JSONReadingError) -> MonthWindow {
        try allowOnly(["from", "to"])
        let from = try member("from").parsed("a month yyyy-MM") { YearMonth($0) }
        let to = try member("to").parsed("a month yyyy-MM") { YearMonth($0) }
        guard let window = MonthWindow(from: from, to: to) else {
            throw error(.notAllowed, "a window runs forward and spans at most 60 months")
        }
        return window
    }

    /// The elements of an optional array, each read by `read`; empty when the member is missing.
    public func list<Value>(
        _ name: String,
        atMost limit: Int,
        read: (JSONCursor) throws(JSONReadingError) -> Value
    ) throws(JSONReadingError) -> [Value] {
        guard let array = try optionalMember(name) else { return [] }
        var values: [Value] = []
        for element in try array.elements(count: 0...limit) { values.append(try read(element)) }
        return values
    }
}

extension MonthWindow: JSONRepresentable {
    public var json: JSONValue { .object(["from": .string(from.description), "to": .string(to.description)]) }
}
