public import VerificationDomain

/// One cell of the coverage matrix: what became of one item for one person at one region.
public struct CoverageCell: Sendable, Hashable {
    public let region: ProvinceCode
    public let subject: SubjectReference
    public let item: ItemCategory
    public let status: OutcomeStatus
    /// As of when the register spoke.
    public let asOf: CalendarDate?

    public init(
        region: ProvinceCode,
        subject: SubjectReference,
        item: ItemCategory,
        status: OutcomeStatus,
        asOf: CalendarDate? = nil
    ) {
        self.region = region
        self.subject = subject
        self.item = item
        self.status = status
        self.asOf = asOf
    }
}

/// A question without an answer: it opens the upper end of its item's totals.
public struct OpenLeg: Sendable, Hashable {
    public let region: ProvinceCode
    public let subject: SubjectReference
    public let item: ItemCategory
    /// The outcome's code, with its reason after a colon: `unavailable:timedOut`; `notAsked` when no leg covers the
    /// pair.
    public let reason: String

    public init(region: ProvinceCode, subject: SubjectReference, item: ItemCategory, reason: String) {
        self.region = region
        self.subject = subject
        self.item = item
        self.reason = reason
    }
}

extension CoverageCell: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        .object([
            "region": .string(region.text), "subject": .string(subject.text), "item": .string(item.rawValue),
            "outcome": .string(status.code), "reason": status.reason.map(JSONValue.string),
            "asOf": asOf.map { .string($0.description) },
        ])
    }

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(["region", "subject", "item", "outcome", "reason", "asOf"])
        let reason = try json.optionalMember("reason")?.string()
        self.init(
            region: try json.member("region").province(),
            subject: try json.member("subject").read(SubjectReference.self),
            item: try json.member("item").code(ItemCategory.self),
            status: try json.member("outcome").parsed("an outcome code with its own reason") {
                OutcomeStatus(code: $0, reason: reason)
            },
            asOf: try json.optionalMember("asOf")?.date()
        )
    }
}

extension OpenLeg: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        .object([
            "region": .string(region.text), "subject": .string(subject.text), "item": .string(item.rawValue),
            "reason": .string(reason),
        ])
    }

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(["region", "subject", "item", "reason"])
        self.init(
            region: try json.member("region").province(),
            subject: try json.member("subject").read(SubjectReference.self),
            item: try json.member("item").code(ItemCategory.self),
            reason: try json.member("reason").string(count: 1...64)
        )
    }
}
