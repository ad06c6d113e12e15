/// What a record says about an amount: exactly, within a band, or only whether it exceeds a threshold.
public enum RecordValue: Sendable, Hashable {
    case exact(Money)
    /// Both ends included; an open end is `nil`.
    case band(minimum: Money?, maximum: Money?)
    /// "Over `threshold`: yes or no"; never an amount.
    case flag(threshold: Money, exceeds: Bool)
}

extension RecordValue: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        switch self {
        case .exact(let amount): .object(["kind": "exact", "amount": amount.json])
        case .band(let minimum, let maximum):
            .object(["kind": "band", "minimum": minimum?.json, "maximum": maximum?.json])
        case .flag(let threshold, let exceeds):
            .object([
                "kind": "flag", "statement": "exceedsThreshold", "threshold": threshold.json, "result": .bool(exceeds),
            ])
        }
    }

    public init(json: JSONCursor) throws(JSONReadingError) {
        switch try json.member("kind").string() {
        case "exact":
            try json.allowOnly(["kind", "amount"])
            self = .exact(try json.member("amount").read(Money.self))
        case "band":
            try json.allowOnly(["kind", "minimum", "maximum"])
            let minimum = try json.optionalMember("minimum")?.read(Money.self)
            let maximum = try json.optionalMember("maximum")?.read(Money.self)
            guard minimum != nil || maximum != nil, Self.isOrdered(minimum, maximum) else {
                throw json.error(.notAllowed, "a band has at least one end, and the lower is not above the upper")
            }
            self = .band(minimum: minimum, maximum: maximum)
        case "flag":
            try json.allowOnly(["kind", "statement", "threshold", "result"])
            _ = try json.member("statement").parsed("exceedsThreshold") { $0 == "exceedsThreshold" ? true : nil }
            self = .flag(
                threshold: try json.member("threshold").read(Money.self),
                exceeds: try json.member("result").bool()
            )
        default: throw try json.member("kind").error(.notAllowed, "expected exact, band or flag")
        }
    }

    private static func isOrdered(_ minimum: Money?, _ maximum: Money?) -> Bool {
        guard let minimum, let maximum else { return true }
        return minimum.currency == maximum.currency && minimum.fen <= maximum.fen
    }
}

extension Money: JSONRepresentable, JSONReadable {
    public var json: JSONValue { .object(["fen": .integer(fen), "currency": .string(currency.code)]) }

    private static let names: Set<String> = ["fen", "currency"]

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(Self.names)
        let currency = try json.member("currency").parsed("an ISO 4217 code such as CNY") { Currency($0) }
        self.init(fen: try json.member("fen").integer(), currency: currency)
    }
}
