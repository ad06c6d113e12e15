/// A part of a whole as an exact rational number above zero; one is the whole. May exceed one, which is a finding.
public struct Share: TextIdentifier, Comparable, CustomStringConvertible {
    public let numerator: Int64
    public let denominator: Int64

    public static let expectation = "a share such as 1/2, 50%, 0.5 or 二分之一"

    public static let whole = Share(unchecked: 1, 1)

    /// In lowest terms; `nil` unless both are above zero.
    public init?(_ numerator: Int64, of denominator: Int64) {
        guard numerator > 0, denominator > 0 else { return nil }
        let divisor = Self.greatestCommonDivisor(numerator, denominator)
        self.init(unchecked: numerator / divisor, denominator / divisor)
    }

    private init(unchecked numerator: Int64, _ denominator: Int64) {
        self.numerator = numerator
        self.denominator = denominator
    }

    public var isWhole: Bool { numerator == denominator }
    public var exceedsWhole: Bool { numerator > denominator }

    /// The exact sum; `nil` when it cannot be held.
    public func adding(_ other: Share) -> Share? {
        let divisor = Self.greatestCommonDivisor(denominator, other.denominator)
        let (left, leftOverflow) = numerator.multipliedReportingOverflow(by: other.denominator / divisor)
        let (right, rightOverflow) = other.numerator.multipliedReportingOverflow(by: denominator / divisor)
        let (sum, sumOverflow) = left.addingReportingOverflow(right)
        let (common, commonOverflow) = denominator.multipliedReportingOverflow(by: other.denominator / divisor)
        guard !leftOverflow, !rightOverflow, !sumOverflow, !commonOverflow else { return nil }
        return Share(sum, of: common)
    }

    /// The exact sum of any number of shares; `nil` when there are none or it cannot be held.
    public static func sum(_ shares: some Sequence<Share>) -> Share? {
        var total: Share?
        for share in shares {
            guard let sum = total.map({ $0.adding(share) }) ?? share else { return nil }
            total = sum
        }
        return total
    }

    /// This share of an amount, rounded towards zero to whole fen; `nil` when it cannot be held.
    public func part(of money: Money) -> Money? {
        let (high, low) = money.fen.magnitude.multipliedFullWidth(by: UInt64(numerator))
        guard high < UInt64(denominator) else { return nil }
        let quotient = UInt64(denominator).dividingFullWidth((high, low)).quotient
        guard let fen = Int64(exactly: quotient) else { return nil }
        return Money(fen: money.fen < 0 ? -fen : fen, currency: money.currency)
    }

    public static func < (left: Self, right: Self) -> Bool {
        let first = left.numerator.multipliedFullWidth(by: right.denominator)
        let second = right.numerator.multipliedFullWidth(by: left.denominator)
        return (first.high, first.low) < (second.high, second.low)
    }

    private static func greatestCommonDivisor(_ first: Int64, _ second: Int64) -> Int64 {
        var (larger, smaller) = (first, second)
        while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
        return larger
    }

    /// `1/2`; the whole is `1/1`.
    public var text: String { "\(numerator)/\(denominator)" }
    public var description: String { text }
}
