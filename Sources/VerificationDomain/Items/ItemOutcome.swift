/// What became of one item for one person at one region. "None", "not asked", "refused" and "failed" are four
/// different things and stay so everywhere.
public enum OutcomeStatus: Sendable, Hashable {
    /// At least one record.
    case found
    /// The register was asked and holds nothing.
    case none
    case notQueried(NotQueriedReason)
    case unavailable(UnavailableReason)
    /// The register knows the number under another name.
    case identityMismatch
    /// A protected person: a designated officer handles it outside this system.
    case restricted
    /// Only statements such as "over the limit: no" were given.
    case thresholdOnly
    /// Stated by the asking side: the whole query was refused, with the answering side's code.
    case refused(RefusalCode)

    public enum NotQueriedReason: String, Sendable, Hashable, CaseIterable {
        case noConsent, notOffered, outOfScope
    }

    public enum UnavailableReason: String, Sendable, Hashable, CaseIterable {
        /// Stated by the answering side.
        case sourceDown, timedOut
        /// Stated by the asking side only; in an answer they are a violation.
        case unreachable, quarantined
    }

    /// The outcome code alone.
    public var code: String {
        switch self {
        case .found: "found"
        case .none: "none"
        case .notQueried: "notQueried"
        case .unavailable: "unavailable"
        case .identityMismatch: "identityMismatch"
        case .restricted: "restricted"
        case .thresholdOnly: "thresholdOnly"
        case .refused: "refused"
        }
    }

    /// The reason behind the code, where there is one.
    public var reason: String? {
        switch self {
        case .notQueried(let reason): reason.rawValue
        case .unavailable(let reason): reason.rawValue
        case .refused(let code): code.rawValue
        default: nil
        }
    }

    /// Whether the register was really asked and said what it holds.
    public var isConclusive: Bool { self == .found || self == .none }

    /// Whether the item may be in an answer; the rest can only be stated by the asking side.
    public var mayBeAnswered: Bool {
        switch self {
        case .refused, .unavailable(.unreachable), .unavailable(.quarantined): false
        default: true
        }
    }

    /// `nil` for an unknown code or a reason that does not go with it.
    public init?(code: String, reason: String?) {
        switch (code, reason) {
        case ("found", nil): self = .found
        case ("none", nil): self = .none
        case ("identityMismatch", nil): self = .identityMismatch
        case ("restricted", nil): self = .restricted
        case ("thresholdOnly", nil): self = .thresholdOnly
        case ("notQueried", let reason?):
            guard let reason = NotQueriedReason(rawValue: reason) else { return nil }
            self = .notQueried(reason)
        case ("unavailable", let reason?):
            guard let reason = UnavailableReason(rawValue: reason) else { return nil }
            self = .unavailable(reason)
        case ("refused", let reason?):
            guard let code = RefusalCode(rawValue: reason) else { return nil }
            self = .refused(code)
        default: return nil
        }
    }
}

/// Why a query was refused; docs/exchange-protocol.md lists what each asks of the sender.
public enum RefusalCode: String, Sendable, Hashable, CaseIterable {
    case wrongAudience, notYetValid, expired, lifetimeTooLong
    case replay, quotaExceeded
    case noAgreement, purposeNotAgreed, itemsNotAgreed, disclosureNotAgreed
    case noAuthorisation, malformedSubject, limitExceeded, malformedQuery
}

/// The stated outcome of one subject × item.
public struct ItemOutcome: Sendable, Hashable {
    public let subject: SubjectReference
    public let item: ItemCategory
    public let status: OutcomeStatus
    /// The register's organisation; `nil` when none was asked.
    public let source: String?
    public let scope: SourceScope?
    /// As of when the register speaks; never the time of the reply.
    public let asOf: CalendarDate?
    public let recordCount: Int

    public init(
        subject: SubjectReference,
        item: ItemCategory,
        status: OutcomeStatus,
        source: String? = nil,
        scope: SourceScope? = nil,
        asOf: CalendarDate? = nil,
        recordCount: Int = 0
    ) {
        self.subject = subject
        self.item = item
        self.status = status
        self.source = source
        self.scope = scope
        self.asOf = asOf
        self.recordCount = recordCount
    }
}

extension ItemOutcome: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        .object([
            "subject": .string(subject.text), "item": .string(item.rawValue), "outcome": .string(status.code),
            "reason": status.reason.map(JSONValue.string), "source": source.map(JSONValue.string),
            "sourceScope": scope.map { .string($0.rawValue) }, "asOf": asOf.map { .string($0.description) },
            "recordCount": .integer(Int64(recordCount)),
        ])
    }

    public init(json: JSONCursor) throws(JSONReadingError) {
        let code = try json.member("outcome").string()
        let reason = try json.optionalMember("reason")?.string()
        guard let status = OutcomeStatus(code: code, reason: reason) else {
            throw try json.member("outcome").error(.notAllowed, "expected an outcome code with its own reason")
        }
        self.init(
            subject: try json.member("subject").read(SubjectReference.self),
            item: try json.member("item").code(ItemCategory.self),
            status: status,
            source: try json.optionalMember("source")?.string(count: 1...120),
            scope: try json.optionalMember("sourceScope")?.code(SourceScope.self),
            asOf: try json.optionalMember("asOf")?.parsed("a date yyyy-MM-dd") { CalendarDate($0) },
            recordCount: Int(try json.member("recordCount").integer(in: 0...5000))
        )
    }
}

/// The opaque name of a person inside one query, answer or household: 1 to 32 characters of `A-Z a-z 0-9 _ -`.
public struct SubjectReference: Sendable, Hashable, Comparable, CustomStringConvertible, JSONReadable {
    public let text: String

    public init?(_ text: some StringProtocol) {
        guard (1...32).contains(text.utf8.count), KeyIdentifier(text) != nil, !text.contains(".") else { return nil }
        self.text = String(text)
    }

    public init(json: JSONCursor) throws(JSONReadingError) {
        self = try json.parsed("a reference of 1 to 32 characters A-Z a-z 0-9 _ -") { SubjectReference($0) }
    }

    public var description: String { text }
    public static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}
