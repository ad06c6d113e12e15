import VerificationDomain

/// How a record was tied to its member, where not by the very same number and name, and what is odd about its dates.
struct AttributionMarks: OptionSet, Sendable {
    let rawValue: UInt8
    static let fifteenDigits = AttributionMarks(rawValue: 1)
    static let normalisedName = AttributionMarks(rawValue: 2)
    static let variantName = AttributionMarks(rawValue: 4)
    /// The as-of date is later than the day on which the register was read.
    static let futureAsOf = AttributionMarks(rawValue: 8)
}

/// How exactly a record states its amount, least first.
enum Precision: Int, Sendable, Comparable {
    case flag, band, exact
    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// A record that belongs to a member, with its amount read.
///
/// A class, because groups hand it around many times and a record is large; every property is constant.
final class Evidence: Sendable {
    /// The position in canonical order: the last tie-break everywhere.
    let index: Int
    let reference: RecordReference
    let record: VerificationRecord
    let member: Int
    let marks: AttributionMarks
    /// In fen; `nil` without an amount, or with one in a foreign currency.
    let value: Interval?
    let precision: Precision
    let isForeign: Bool
    /// The as-of date as a day number; a missing one, and one that lies after the reading, is the oldest.
    let day: Int

    init(index: Int, _ referenced: ReferencedRecord, member: Int, marks: AttributionMarks) {
        self.index = index
        reference = referenced.reference
        record = referenced.record
        self.member = member
        let reading = AmountReading(referenced.record.value)
        value = reading.interval
        precision = reading.precision
        isForeign = reading.isForeign
        let day = referenced.record.asOf?.dayNumber ?? .min
        // No register speaks of a day that has not come: such a date decides nothing (domain rule 6.0.4).
        let isFuture = Self.isAfter(referenced.record.retrievedAt, day)
        self.day = isFuture ? .min : day
        self.marks = isFuture ? marks.union(.futureAsOf) : marks
    }

    /// Whether a day begins, in China Standard Time, after a moment.
    private static func isAfter(_ moment: Timestamp, _ day: Int) -> Bool {
        day != .min && Int64(day) * 86_400_000 - 28_800_000 > moment.milliseconds
    }

    var region: ProvinceCode { reference.region }
    var category: ItemCategory { record.category }
    var details: RecordDetails { record.details }
    /// `nil` when it is missing or cannot be true.
    var asOf: CalendarDate? { marks.contains(.futureAsOf) ? nil : record.asOf }
    var exactFen: Int64? { precision == .exact ? value?.low : nil }

    /// Tie-break of equal dates: the more exact and the fuller record (domain rule: higher completeness).
    var completeness: Int { precision.rawValue * 1000 + record.keys.count + record.details.names.count }

    var source: DecidingSource {
        DecidingSource(region: region, organisation: record.source.organisation, asOf: record.asOf)
    }
}

/// The amount of a record as an interval of fen.
struct AmountReading: Sendable {
    var interval: Interval?
    var precision: Precision = .flag
    var isForeign = false

    init(_ value: RecordValue?) {
        switch value {
        case nil: break
        case .exact(let money):
            precision = .exact
            read(money.currency) { Interval(money.fen) }
        case .band(let minimum, let maximum):
            precision = .band
            guard minimum?.currency == maximum?.currency || minimum == nil || maximum == nil else {
                isForeign = true
                return
            }
            read((minimum ?? maximum)?.currency ?? .cny) { Interval(low: minimum?.fen ?? 0, high: maximum?.fen) }
        case .flag(let threshold, let exceeds):
            // "Over" excludes the threshold itself, "not over" includes it.
            read(threshold.currency) {
                exceeds
                    ? Interval(low: threshold.fen == .max ? .max : threshold.fen + 1, high: nil)
                    : Interval(low: min(0, threshold.fen), high: threshold.fen)
            }
        }
    }

    private mutating func read(_ currency: Currency, _ interval: () -> Interval) {
        if currency == .cny { self.interval = interval() } else { isForeign = true }
    }
}
