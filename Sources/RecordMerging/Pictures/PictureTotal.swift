public import VerificationDomain

/// How far a total can be relied on.
public enum Completeness: String, Sendable, Hashable, CaseIterable {
    /// Everything asked was answered; the total lies within a closed interval.
    case full
    /// Something was not answered: the lower end is sure, the upper end is open.
    case lowerBound
    /// Everything was answered, but what was said leaves the upper end open.
    case undecidable
}

/// The total of one class for one member or for the household.
public struct PictureTotal: Sendable, Hashable {
    /// `nil` for the household.
    public let member: SubjectReference?
    public let valuation: ValuationClass
    /// What the answers given add up to, before unanswered questions open it.
    public let answered: Interval
    /// What is known for certain: open when a question about this class was not answered.
    public let interval: Interval
    /// The household's total names every unanswered question of the class, a member's its own.
    public let openLegs: [OpenLeg]
    public let completeness: Completeness

    init(member: SubjectReference?, valuation: ValuationClass, answered: Interval, openLegs: [OpenLeg], isOpen: Bool) {
        self.member = member
        self.valuation = valuation
        self.answered = answered
        interval = isOpen ? answered.opened : answered
        self.openLegs = openLegs
        completeness = isOpen ? .lowerBound : answered.isOpen ? .undecidable : .full
    }
}

extension PictureTotal: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        .object([
            "member": member.map { .string($0.text) }, "class": .string(valuation.rawValue),
            "answered": answered.json, "interval": interval.json, "openLegs": .array(openLegs.map(\.json)),
            "completeness": .string(completeness.rawValue),
        ])
    }

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(["member", "class", "answered", "interval", "openLegs", "completeness"])
        member = try json.optionalMember("member")?.read(SubjectReference.self)
        valuation = try json.member("class").code(ValuationClass.self)
        answered = try json.member("answered").read(Interval.self)
        interval = try json.member("interval").read(Interval.self)
        openLegs = try json.values("openLegs", of: OpenLeg.self)
        completeness = try json.member("completeness").code(Completeness.self)
    }
}
