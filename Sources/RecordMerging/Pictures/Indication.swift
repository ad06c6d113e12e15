public import VerificationDomain

/// What the figures indicate to the reviewer. Never a decision.
public struct Indication: Sendable, Hashable {
    public enum Status: String, Sendable, Hashable, CaseIterable { case within, over, undecidable }

    /// The words of a report (核对结论).
    public enum Wording: String, Sendable, Hashable, CaseIterable {
        case nothingOver, over, nothingOverInAnswers, undecidable

        public var chinese: String {
            switch self {
            case .nothingOver: "未发现超标"
            case .over: "发现超标"
            case .nothingOverInAnswers: "在已反馈范围内未发现超标"
            case .undecidable: "无法判定"
            }
        }

        public var english: String {
            switch self {
            case .nothingOver: "nothing over the limits was found"
            case .over: "something over the limits was found"
            case .nothingOverInAnswers: "within what was answered, nothing over the limits was found"
            case .undecidable: "cannot be decided"
            }
        }
    }

    public let status: Status
    public let wording: Wording
    public let lines: [IndicationLine]
}

/// One limit of the programme and what the figures say about it.
public struct IndicationLine: Sendable, Hashable {
    public enum Limit: String, Sendable, Hashable, CaseIterable {
        case income, money, homes, nonResidential, vehicles, vehicleValue, companies

        public var chineseName: String {
            switch self {
            case .income: "家庭收入"
            case .money: "货币财产"
            case .homes: "住房套数"
            case .nonResidential: "非居住类房产"
            case .vehicles: "机动车数量"
            case .vehicleValue: "机动车价值"
            case .companies: "企业登记"
            }
        }
    }

    public enum Reason: String, Sendable, Hashable, CaseIterable {
        /// Decided by the figures.
        case decided
        case openLeg, openValue, straddlesLimit, memberCountUnsettled, notAsked, needsReview
    }

    public let limit: Limit
    /// Fen over the income window for income, fen for money and values, otherwise a count.
    public let allowed: Int64
    /// What is held against it: the household's total, never less than what it declared itself.
    public let total: Interval
    /// How many people the limit was computed for, at least and at most.
    public let persons: Interval
    public let status: Indication.Status
    public let reason: Reason
    /// What the answers given indicate by themselves.
    public let answered: Indication.Status
}

extension Indication: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        .object([
            "status": .string(status.rawValue), "wording": .string(wording.rawValue), "zh": .string(wording.chinese),
            "en": .string(wording.english), "lines": .array(lines.map(\.json)),
        ])
    }

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(["status", "wording", "zh", "en", "lines"])
        status = try json.member("status").code(Status.self)
        wording = try json.member("wording").code(Wording.self)
        lines = try json.values("lines", of: IndicationLine.self)
    }
}

extension IndicationLine: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        .object([
            "limit": .string(limit.rawValue), "allowed": .integer(allowed), "total": total.json,
            "persons": persons.json, "status": .string(status.rawValue), "reason": .string(reason.rawValue),
            "answered": .string(answered.rawValue),
        ])
    }

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(["limit", "allowed", "total", "persons", "status", "reason", "answered"])
        limit = try json.member("limit").code(Limit.self)
        allowed = try json.member("allowed").integer()
        total = try json.member("total").read(Interval.self)
        persons = try json.member("persons").read(Interval.self)
        status = try json.member("status").code(Indication.Status.self)
        reason = try json.member("reason").code(Reason.self)
        answered = try json.member("answered").code(Indication.Status.self)
    }
}
