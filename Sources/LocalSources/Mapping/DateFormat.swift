public import VerificationDomain

/// How a register writes dates or months: `yyyy-MM-dd`, `yyyyMMdd`, `yyyy年MM月dd日`, `yyyyMM`, `yyyy-MM-dd HH:mm:ss`.
///
/// Each of `yyyy MM dd HH mm ss` stands for exactly that many digits, everything else for itself. A day is as the
/// register writes it: no time zone is applied.
public struct DateFormat: Sendable, Hashable {
    private enum Part: Sendable, Hashable {
        case digits(Field)
        case literal(Character)
    }

    private enum Field: String, Sendable, Hashable, CaseIterable {
        case year = "yyyy", month = "MM", day = "dd", hour = "HH", minute = "mm", second = "ss"
    }

    public let text: String
    private let parts: [Part]

    public static let isoDate = DateFormat(unchecked: "yyyy-MM-dd")
    public static let isoMonth = DateFormat(unchecked: "yyyy-MM")

    /// `nil` unless year and month stand in it, each field at most once, and it has at most 32 characters.
    public init?(_ text: some StringProtocol) {
        guard text.unicodeScalars.count <= 32 else { return nil }
        self.init(unchecked: String(text))
        let fields = parts.compactMap { if case .digits(let field) = $0 { field } else { nil } }
        guard fields.contains(.year), fields.contains(.month), Set(fields).count == fields.count else { return nil }
    }

    private init(unchecked text: String) {
        self.text = text
        var parts: [Part] = []
        var rest = Substring(text)
        while let first = rest.first {
            if let field = Field.allCases.first(where: { rest.hasPrefix($0.rawValue) }) {
                parts.append(.digits(field))
                rest = rest.dropFirst(field.rawValue.count)
            } else {
                parts.append(.literal(first))
                rest = rest.dropFirst()
            }
        }
        self.parts = parts
    }

    /// Whether it says a day and not only a month.
    public var hasDay: Bool { parts.contains(.digits(.day)) }

    /// The day of a text; `nil` when the text is not of this format or there is no such day.
    public func date(_ text: some StringProtocol) -> CalendarDate? {
        guard let values = read(text), let year = values[.year], let month = values[.month], let day = values[.day],
            values[.hour, default: 0] < 24, values[.minute, default: 0] < 60, values[.second, default: 0] < 60
        else { return nil }
        return CalendarDate(year: year, month: month, day: day)
    }

    /// The month of a text; when the format has days, the month of that day.
    public func month(_ text: some StringProtocol) -> YearMonth? {
        if hasDay { return date(text)?.yearMonth }
        guard let values = read(text), let year = values[.year], let month = values[.month] else { return nil }
        return YearMonth(year: year, month: month)
    }

    private func read(_ text: some StringProtocol) -> [Field: Int]? {
        guard text.utf8.count <= 128 else { return nil }
        var values: [Field: Int] = [:]
        var rest = text[...]
        for part in parts {
            switch part {
            case .literal(let character):
                guard rest.first == character else { return nil }
                rest = rest.dropFirst()
            case .digits(let field):
                let digits = rest.prefix(field.rawValue.count)
                guard digits.utf8.count == field.rawValue.count, digits.utf8.allSatisfy({ (48...57).contains($0) }),
                    let value = Int(digits)
                else { return nil }
                values[field] = value
                rest = rest.dropFirst(field.rawValue.count)
            }
        }
        return rest.isEmpty ? values : nil
    }
}
