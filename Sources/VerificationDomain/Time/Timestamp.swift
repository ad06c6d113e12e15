/// A moment in time: milliseconds since 1970-01-01T00:00:00Z. Written as RFC 3339 with its offset.
public struct Timestamp: Sendable, Hashable, Comparable, CustomStringConvertible {
    public let milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }
    public init(seconds: Int64) { milliseconds = seconds * 1000 }

    /// Whole seconds, rounded towards the past: a JWT `NumericDate` (RFC 7519 section 2).
    public var seconds: Int64 { milliseconds >= 0 ? milliseconds / 1000 : (milliseconds - 999) / 1000 }

    public static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }

    public func adding(seconds: Int64) -> Timestamp { Timestamp(milliseconds: milliseconds + seconds * 1000) }
    public func adding(milliseconds: Int64) -> Timestamp {
        Timestamp(milliseconds: self.milliseconds + milliseconds)
    }

    /// Milliseconds from `other` to this moment; negative when this moment is earlier.
    public func milliseconds(since other: Timestamp) -> Int64 { milliseconds - other.milliseconds }

    /// RFC 3339 in China Standard Time, with milliseconds only when there are any: `2026-07-06T09:00:00+08:00`.
    public var description: String { text(offsetMinutes: 480) }

    /// RFC 3339 in UTC with `Z`, always with milliseconds: `2026-07-06T01:00:00.000Z`.
    public var utc: String {
        let (day, millisecondOfDay) = Self.split(milliseconds)
        return "\(CalendarDate(dayNumber: day))T\(Self.clock(millisecondOfDay, alwaysFraction: true))Z"
    }

    /// The calendar day in China Standard Time (UTC+8, no summer time).
    public var date: CalendarDate { CalendarDate(dayNumber: Self.split(milliseconds + 28_800_000).day) }

    private func text(offsetMinutes: Int64) -> String {
        let (day, millisecondOfDay) = Self.split(milliseconds + offsetMinutes * 60_000)
        return "\(CalendarDate(dayNumber: day))T\(Self.clock(millisecondOfDay, alwaysFraction: false))+08:00"
    }

    private static func split(_ milliseconds: Int64) -> (day: Int, millisecondOfDay: Int64) {
        let perDay: Int64 = 86_400_000
        let remainder = (milliseconds % perDay + perDay) % perDay
        return (Int((milliseconds - remainder) / perDay), remainder)
    }

    private static func clock(_ millisecondOfDay: Int64, alwaysFraction: Bool) -> String {
        let seconds = millisecondOfDay / 1000
        let text = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { pad(Int($0), 2) }.joined(separator: ":")
        let fraction = millisecondOfDay % 1000
        return fraction == 0 && !alwaysFraction ? text : "\(text).\(pad(Int(fraction), 3))"
    }

    /// Reads RFC 3339 with `Z` or a numeric offset; `nil` for anything else, a leap second or an offset over 14 hours.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard (20...35).contains(bytes.count), bytes[10] == UInt8(ascii: "T"),
            let date = CalendarDate(String(decoding: bytes[0..<10], as: UTF8.self)),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let hour = digits(bytes[11..<13]), let minute = digits(bytes[14..<16]),
            let second = digits(bytes[17..<19]), hour < 24, minute < 60, second < 60,
            let (fraction, rest) = Self.fraction(bytes[19...]), let offset = Self.offset(rest)
        else { return nil }
        let secondOfDay = Int64(hour * 3600 + minute * 60 + second)
        milliseconds =
            (Int64(date.dayNumber) * 86_400 + secondOfDay - offset * 60) * 1000 + fraction
    }

    private static func fraction(_ bytes: ArraySlice<UInt8>) -> (Int64, ArraySlice<UInt8>)? {
        guard bytes.first == UInt8(ascii: ".") else { return (0, bytes) }
        let figures = bytes.dropFirst().prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard (1...9).contains(figures.count) else { return nil }
        let thousandths = (Array(figures) + Array("00".utf8)).prefix(3)
        return (Int64(digits(thousandths) ?? 0), bytes.dropFirst(1 + figures.count))
    }

    private static func offset(_ bytes: ArraySlice<UInt8>) -> Int64? {
        if bytes.elementsEqual([UInt8(ascii: "Z")]) { return 0 }
        let text = Array(bytes)
        guard text.count == 6, text[3] == UInt8(ascii: ":"), let hours = digits(text[1..<3]),
            let minutes = digits(text[4..<6]), hours <= 14, minutes < 60
        else { return nil }
        let offset = Int64(hours * 60 + minutes)
        switch text[0] {
        case UInt8(ascii: "+"): return offset
        case UInt8(ascii: "-"): return -offset
        default: return nil
        }
    }
}
