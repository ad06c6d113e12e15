extension Share {
    /// Characters of a share's text at most; more cannot be a share and would cost time.
    private static let byteLimit = 64

    /// Reads `1/2`, `50%`, `0.5`, `1`, `二分之一` or `百分之五十`, in full or half width; `nil` for anything else.
    public init?(_ text: some StringProtocol) {
        guard (1...Self.byteLimit).contains(text.utf8.count) else { return nil }
        let narrow = WidthFolding.narrow(text)
        let folded = String(String.UnicodeScalarView(narrow.unicodeScalars.filter { !WidthFolding.isBlank($0) }))
        guard let share = Self.fraction(folded) ?? Self.percentage(folded) ?? Self.chinese(folded) else { return nil }
        self = share
    }

    private static func fraction(_ text: String) -> Share? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let numerator = whole(parts[0]), let denominator = whole(parts[1]) else { return nil }
        return Share(numerator, of: denominator)
    }

    /// Digits alone, up to what a share can hold: a sum of two shares may need all of it.
    private static func whole(_ text: Substring) -> Int64? { areDigits(text.utf8) ? Int64(text) : nil }

    private static func percentage(_ text: String) -> Share? {
        text.hasSuffix("%") ? decimal(text.dropLast(), over: 100) : decimal(text[...], over: 1)
    }

    /// `33.25` over a denominator; at most nine places, so that everything fits.
    private static func decimal(_ text: Substring, over denominator: Int64) -> Share? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count) else { return nil }
        let places = parts.count == 2 ? Array(parts[1].utf8) : []
        guard parts.count == 1 || (1...9).contains(places.count), (1...4).contains(parts[0].utf8.count),
            let number = digits(Array(parts[0].utf8) + places)
        else { return nil }
        return Share(Int64(number), of: places.reduce(denominator) { scale, _ in scale * 10 })
    }

    /// `二分之一`: denominator, 分之, numerator.
    private static func chinese(_ text: String) -> Share? {
        let characters = Array(text)
        guard let mark = characters.indices.dropLast().first(where: { characters[$0...($0 + 1)] == ["分", "之"] }),
            let denominator = ChineseNumeral.value(characters[..<mark]),
            let numerator = ChineseNumeral.value(characters[(mark + 2)...])
        else { return nil }
        let (scaled, overflow) = denominator.whole.multipliedReportingOverflow(by: numerator.scale)
        guard denominator.scale == 1, !overflow else { return nil }
        return Share(numerator.whole, of: scaled)
    }
}
