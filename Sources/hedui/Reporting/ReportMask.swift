import VerificationDomain

/// What of a record's keys and details may be read on paper: account numbers and other persons' numbers are masked.
enum ReportMask {
    static func key(_ key: RecordKey) -> String {
        switch key.kind {
        case .bankAccount, .bankCard, .instrument, .walletAccount, .policyNumber: masked(key.text)
        default: key.withMaskedIdentity.text
        }
    }

    static func detail(_ name: DetailName, _ value: DetailValue) -> String {
        switch value {
        case .text(let text): name == .spouseIdentity ? masked(text) : text
        case .date(let date): date.description
        case .month(let month): month.description
        case .money(let money): "\(money.yuanText)元"
        case .integer(let number): String(number)
        case .flag(let flag): flag ? "是" : "否"
        }
    }

    /// The first two and the last two characters; stars for the rest.
    private static func masked(_ text: String) -> String {
        guard text.count > 6 else { return String(repeating: "*", count: text.count) }
        return text.prefix(2) + String(repeating: "*", count: text.count - 4) + text.suffix(2)
    }
}
