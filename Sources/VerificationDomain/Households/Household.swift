/// A household that applies, with its authorisations and its declaration: what a check is asked for.
///
/// A value of this type is consistent: references are unique and known, the applicant is a member, and every
/// authorisation and declaration speaks of members. Whether the authorisations suffice is the gate's question.
public struct Household: Sendable, Hashable {
    public let programme: AssistanceProgramme
    /// Where the household applies; its rules decide (社会救助法 Art 37). For temporary assistance it may be the place of
    /// the emergency, whatever the hukou.
    public let decidingRegion: RegionCode
    public let applicationDate: CalendarDate
    public let incomeWindow: MonthWindow
    public let assetsAsOf: CalendarDate
    public let applicant: SubjectReference
    public let members: [Member]
    public let items: [ItemCategory]
    /// Ask all four regions, whatever the members' places say.
    public let asksEveryRegion: Bool
    public let authorisations: [Authorisation]
    public let declaration: Declaration

    public func member(_ reference: SubjectReference) -> Member? { members.first { $0.reference == reference } }
}

/// At most 50 members travel in one query, so that is the limit of a household too.
private let memberLimit = 50

extension Household: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        .object([
            "programme": .string(programme.rawValue), "decidingRegion": .string(decidingRegion.text),
            "applicationDate": .string(applicationDate.description), "incomeWindow": incomeWindow.json,
            "assetsAsOf": .string(assetsAsOf.description), "applicant": .string(applicant.text),
            "members": .array(members.map(\.json)), "items": .array(items.map { .string($0.rawValue) }),
            "askEveryRegion": .bool(asksEveryRegion), "authorisations": .array(authorisations.map(\.json)),
            "declaration": declaration.json,
        ])
    }

    private static let names: Set<String> = [
        "$schema", "programme", "decidingRegion", "applicationDate", "incomeWindow", "assetsAsOf", "applicant",
        "members", "items", "askEveryRegion", "authorisations", "declaration",
    ]

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(Self.names)
        programme = try json.member("programme").code(AssistanceProgramme.self)
        decidingRegion = try json.member("decidingRegion").region()
        applicationDate = try json.member("applicationDate").date()
        incomeWindow = try json.member("incomeWindow").monthWindow()
        assetsAsOf = try json.member("assetsAsOf").date()
        applicant = try json.member("applicant").read(SubjectReference.self)
        members = try json.member("members").array(of: Member.self, count: 1...memberLimit)
        items = try Self.items(json.member("items"))
        asksEveryRegion = try json.optionalMember("askEveryRegion")?.bool() ?? false
        authorisations = try json.member("authorisations").array(of: Authorisation.self, count: 1...memberLimit)
        declaration = try json.member("declaration").read(Declaration.self)
        try checkReferences(json)
    }

    private static func items(_ json: JSONCursor) throws(JSONReadingError) -> [ItemCategory] {
        var items: [ItemCategory] = []
        for element in try json.elements(count: 1...40) {
            let item = try element.code(ItemCategory.self)
            guard !items.contains(item) else { throw element.error(.notAllowed, "each item stands once") }
            items.append(item)
        }
        return items
    }

    private func checkReferences(_ json: JSONCursor) throws(JSONReadingError) {
        let known = Set(members.map(\.reference))
        guard known.count == members.count else {
            throw try json.member("members").error(.notAllowed, "each member has a ref of its own")
        }
        guard Set(members.map(\.identity)).count == members.count else {
            throw try json.member("members").error(.notAllowed, "two members have the same identity number")
        }
        guard known.contains(applicant) else {
            throw try json.member("applicant").error(.notAllowed, "the applicant is the ref of a member")
        }
        try checkAuthorisations(known)
        try checkDeclaration(known)
    }

    /// A query names an authorisation by its ref alone, so two under one ref would stand for each other.
    private func checkAuthorisations(_ known: Set<SubjectReference>) throws(JSONReadingError) {
        var references: Set<SubjectReference> = []
        for (index, authorisation) in authorisations.enumerated() {
            let place = "$.authorisations[\(index)]"
            guard references.insert(authorisation.reference).inserted else {
                throw JSONReadingError(.notAllowed, at: "\(place).ref", "each authorisation has a ref of its own")
            }
            guard authorisation.persons.allSatisfy({ known.contains($0.subject) }) else {
                throw JSONReadingError(.notAllowed, at: "\(place).persons", "each person is the ref of a member")
            }
        }
    }

    private func checkDeclaration(_ known: Set<SubjectReference>) throws(JSONReadingError) {
        for (index, income) in declaration.income.enumerated() where !known.contains(income.member) {
            throw JSONReadingError(.notAllowed, at: "$.declaration.income[\(index)].member", "expected a member's ref")
        }
        for (index, asset) in declaration.assets.enumerated() where !known.contains(asset.member) {
            throw JSONReadingError(.notAllowed, at: "$.declaration.assets[\(index)].member", "expected a member's ref")
        }
    }
}

extension Household {
    /// A household from its parts, checked as one that was read.
    public static func checked(
        programme: AssistanceProgramme,
        decidingRegion: RegionCode,
        applicationDate: CalendarDate,
        incomeWindow: MonthWindow,
        assetsAsOf: CalendarDate,
        applicant: SubjectReference,
        members: [Member],
        items: [ItemCategory],
        asksEveryRegion: Bool = false,
        authorisations: [Authorisation],
        declaration: Declaration
    ) throws(JSONReadingError) -> Household {
        let household = Household(
            programme: programme,
            decidingRegion: decidingRegion,
            applicationDate: applicationDate,
            incomeWindow: incomeWindow,
            assetsAsOf: assetsAsOf,
            applicant: applicant,
            members: members,
            items: items,
            asksEveryRegion: asksEveryRegion,
            authorisations: authorisations,
            declaration: declaration
        )
        try household.checkReferences(JSONCursor(household.json))
        return household
    }
}
