public import VerificationDomain

/// What is known about a number: it lies between two ends, the upper of which may be open.
///
/// Units are those of the place where it stands: fen, fen of a whole income window, or a count.
public struct Interval: Sendable, Hashable {
    /// Beyond 2^53 a JSON reader loses precision (RFC 8259 section 6), and no household's amount lies there: a larger
    /// number is only known to be at least this. Stops a hostile amount from wrapping a sum around.
    public static let limit: Int64 = 1 << 53

    public let low: Int64
    /// `nil` when the upper end is open.
    public let high: Int64?

    public static let zero = Interval(0)
    /// Nothing is known but that it is not negative.
    public static let unknown = Interval(low: 0, high: nil)

    public init(_ exact: Int64) { self.init(low: exact, high: exact) }

    public init(low: Int64, high: Int64?) {
        self.low = min(max(low, -Self.limit), Self.limit)
        if let high, high <= Self.limit { self.high = max(high, self.low) } else { self.high = nil }
    }

    public var isExact: Bool { low == high }
    public var isOpen: Bool { high == nil }

    /// The sum; ends that grow past the limit open instead of wrapping.
    public func adding(_ other: Interval) -> Interval {
        let (low, lowOverflow) = low.addingReportingOverflow(other.low)
        guard let high, let otherHigh = other.high else {
            return Interval(low: lowOverflow ? Self.limit : low, high: nil)
        }
        let (sum, overflow) = high.addingReportingOverflow(otherHigh)
        return Interval(low: lowOverflow ? Self.limit : low, high: overflow ? nil : sum)
    }

    /// The smallest interval that holds both.
    public func hull(_ other: Interval) -> Interval {
        guard let high, let otherHigh = other.high else { return Interval(low: min(low, other.low), high: nil) }
        return Interval(low: min(low, other.low), high: max(high, otherHigh))
    }

    /// The same lower end with an open upper one.
    public var opened: Interval { Interval(low: low, high: nil) }
    /// From zero to the same upper end: it may or may not count.
    public var doubtful: Interval { Interval(low: min(low, 0), high: high) }
    /// Nothing below zero: debts and losses do not lower what a household has.
    public var floored: Interval { Interval(low: max(low, 0), high: high.map { max($0, 0) }) }

    public func contains(_ number: Int64) -> Bool { low <= number && high.map { number <= $0 } ?? true }

    /// Per month of a window of `count` months, rounded outwards to whole fen.
    public func monthly(over count: Int) -> Interval {
        let months = Int64(max(count, 1))
        return Interval(low: low.dividedDown(by: months), high: high.map { -(-$0).dividedDown(by: months) })
    }
}

extension Int64 {
    fileprivate func dividedDown(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}

extension Interval: JSONRepresentable, JSONReadable {
    /// `{"high":8800000,"low":3800000}`; an open end is left out.
    public var json: JSONValue { .object(["low": .integer(low), "high": high.map(JSONValue.integer)]) }

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(["low", "high"])
        let low = try json.member("low").integer()
        let high = try json.optionalMember("high")?.integer()
        guard low <= high ?? low else { throw json.error(.notAllowed, "the lower end is not above the upper end") }
        self.init(low: low, high: high)
    }
}
