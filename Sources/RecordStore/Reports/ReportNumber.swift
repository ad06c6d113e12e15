public import VerificationDomain

/// The number of a report: `HD`, the issuing region's six digits, the day, and a sequence of that day.
public struct ReportNumber: Sendable, Hashable, Comparable, CustomStringConvertible {
    public let region: RegionCode
    public let date: CalendarDate
    /// 1 to 9999.
    public let sequence: Int

    public init?(region: RegionCode, date: CalendarDate, sequence: Int) {
        guard (1...9999).contains(sequence) else { return nil }
        self.region = region
        self.date = date
        self.sequence = sequence
    }

    /// Reads exactly the one spelling, such as `HD310000202611240001`.
    public init?(_ text: some StringProtocol) {
        // A request number has the same tail behind a 12-digit office.
        guard text.utf8.count == 20, text.hasPrefix("HD"),
            let tail = RequestNumber("\(text.dropFirst(2).prefix(6))000000\(text.dropFirst(8))")
        else { return nil }
        self.init(region: tail.office.region, date: tail.date, sequence: tail.sequence)
    }

    public var description: String {
        let office = AdministrativeCode(region: region)
        let tail = RequestNumber(office: office, date: date, sequence: sequence)?.text.dropFirst(12) ?? ""
        return "HD\(region)\(tail)"
    }

    public static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}
