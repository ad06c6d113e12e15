/// A calendar month, years 1 to 9999. Written `yyyy-MM`.
public struct YearMonth: Sendable, Hashable, Comparable, CustomStringConvertible {
    public let year: Int
    public let month: Int

    public init?(year: Int, month: Int) {
        guard (1...9999).contains(year), (1...12).contains(month) else { return nil }
        self.init(uncheckedYear: year, month: month)
    }

    init(uncheckedYear year: Int, month: Int) {
        self.year = year
        self.month = month
    }

    /// Reads exactly `yyyy-MM`.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 7, bytes[4] == UInt8(ascii: "-"), let year = digits(bytes[0..<4]),
            let month = digits(bytes[5..<7])
        else { return nil }
        self.init(year: year, month: month)
    }

    /// Months since year 0, for differences and steps.
    public var index: Int { year * 12 + month - 1 }

    public func adding(months: Int) -> YearMonth {
        let index = min(max(index + months, 12), 119_999)
        return YearMonth(uncheckedYear: index / 12, month: index % 12 + 1)
    }

    public var description: String { "\(pad(year, 4))-\(pad(month, 2))" }
    public static func < (left: Self, right: Self) -> Bool { left.index < right.index }
}

/// A closed run of months, such as the twelve of an income window.
public struct MonthWindow: Sendable, Hashable, CustomStringConvertible {
    public let from: YearMonth
    public let to: YearMonth

    /// `nil` when `to` lies before `from` or the window is longer than 60 months.
    public init?(from: YearMonth, to: YearMonth) {
        guard from <= to, to.index - from.index < 60 else { return nil }
        self.from = from
        self.to = to
    }

    public var count: Int { to.index - from.index + 1 }
    public var months: [YearMonth] { (0..<count).map { from.adding(months: $0) } }
    public func contains(_ month: YearMonth) -> Bool { from <= month && month <= to }

    /// The months that both windows hold; `nil` when there are none.
    public func intersection(_ other: MonthWindow) -> MonthWindow? {
        MonthWindow(from: max(from, other.from), to: min(to, other.to))
    }

    public var description: String { "\(from)/\(to)" }
}
