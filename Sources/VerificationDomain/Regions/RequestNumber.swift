/// The number of a check request in 24 digits: the asking office's 12-digit code, the day, and a sequence of that day.
public struct RequestNumber: TextIdentifier, Comparable, CustomStringConvertible {
    public let office: AdministrativeCode
    public let date: CalendarDate
    /// 1 to 9999.
    public let sequence: Int

    public static let expectation = "a request number of 24 digits: 12-digit region, yyyyMMdd, four digits"

    /// `nil` when the sequence lies outside 1 to 9999: the office has used up its numbers of that day.
    public init?(office: AdministrativeCode, date: CalendarDate, sequence: Int) {
        guard (1...9999).contains(sequence) else { return nil }
        self.office = office
        self.date = date
        self.sequence = sequence
    }

    /// Reads exactly 24 digits.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8.prefix(25))
        guard bytes.count == 24, areDigits(bytes),
            let office = AdministrativeCode(String(decoding: bytes[..<12], as: UTF8.self)),
            let year = digits(bytes[12..<16]), let month = digits(bytes[16..<18]), let day = digits(bytes[18..<20]),
            let date = CalendarDate(year: year, month: month, day: day), let sequence = digits(bytes[20...])
        else { return nil }
        self.init(office: office, date: date, sequence: sequence)
    }

    public var text: String {
        "\(office)\(pad(date.year, 4))\(pad(date.month, 2))\(pad(date.day, 2))\(pad(sequence, 4))"
    }

    public var description: String { text }
    public static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}
