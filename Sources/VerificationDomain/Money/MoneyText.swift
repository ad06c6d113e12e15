extension Money {
    /// Characters of an amount's text at most; more cannot be an amount and would cost time.
    private static let characterLimit = 32

    /// Reads a plain decimal number such as `3812.50` in `unit`, exactly.
    ///
    /// `nil` for anything that is not a whole number of fen, does not fit, or is written in another way: grouping
    /// commas, blanks, a plus sign, an exponent, leading zeros, a bare point. An amount is read or it is questioned,
    /// never rounded.
    public init?(_ text: some StringProtocol, unit: MoneyUnit = .yuan, currency: Currency = .cny) {
        guard (1...Self.characterLimit).contains(text.utf8.count) else { return nil }
        var bytes = Array(text.utf8)[...]
        let isNegative = bytes.first == UInt8(ascii: "-")
        if isNegative { bytes = bytes.dropFirst() }
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty && areDigits($0) }),
            parts[0].count == 1 || parts[0].first != UInt8(ascii: "0"),
            let magnitude = Self.fen(whole: parts[0], fraction: parts.count == 2 ? parts[1] : [], unit)
        else { return nil }
        self.init(fen: isNegative ? -magnitude : magnitude, currency: currency)
    }

    /// Shifts the point by the unit's places; `nil` when a digit other than zero would be lost or the number overflows.
    private static func fen(whole: ArraySlice<UInt8>, fraction: ArraySlice<UInt8>, _ unit: MoneyUnit) -> Int64? {
        let places = unit.decimalPlaces
        guard fraction.dropFirst(places).allSatisfy({ $0 == UInt8(ascii: "0") }) else { return nil }
        let kept = Array(fraction.prefix(places))
        let zeros = [UInt8](repeating: UInt8(ascii: "0"), count: places - kept.count)
        return Int64(String(decoding: whole + kept + zeros, as: UTF8.self))
    }

    /// Yuan with two places and grouping commas, as reports print them: `3,812.50`.
    public var yuanText: String {
        let magnitude = fen.magnitude
        var whole = String(magnitude / 100)
        var index = whole.index(whole.endIndex, offsetBy: -3, limitedBy: whole.startIndex)
        while let place = index, place > whole.startIndex {
            whole.insert(",", at: place)
            index = whole.index(place, offsetBy: -3, limitedBy: whole.startIndex)
        }
        return "\(fen < 0 ? "-" : "")\(whole).\(pad(Int(magnitude % 100), 2))"
    }

    /// Yuan with two places and nothing else: the form that `init(_:unit:currency:)` reads.
    public var decimalText: String {
        "\(fen < 0 ? "-" : "")\(fen.magnitude / 100).\(pad(Int(fen.magnitude % 100), 2))"
    }

    /// `3,812.50 CNY`.
    public var description: String { "\(yuanText) \(currency)" }
}
