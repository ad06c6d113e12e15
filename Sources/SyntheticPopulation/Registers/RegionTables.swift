public import VerificationDomain

/// The tables of one region and how its registers write facts into them.
protocol RegionShape: Sendable {
    static var tables: [RegisterTable] { get }
    /// `nil` when this region has no register for the fact.
    static func row(_ entry: RegisterEntry) -> RegisterRow?
}

/// The register shapes of the four demo regions, deliberately unlike each other.
public enum RegionTables: Sendable {
    private static let shapes: [ProvinceCode: any RegionShape.Type] = [
        .shanghai: ShanghaiTables.self, .jiangsu: JiangsuTables.self, .zhejiang: ZhejiangTables.self,
        .anhui: AnhuiTables.self,
    ]

    /// Every table of a region; none for a region that has no shapes here.
    public static func tables(of region: ProvinceCode) -> [RegisterTable] { shapes[region]?.tables ?? [] }

    static func row(_ entry: RegisterEntry) -> RegisterRow? { shapes[entry.region]?.row(entry) }
}

/// How registers write amounts and dates.
enum RegisterText: Sendable {
    /// `3812.50`.
    static func yuan(_ fen: Int64) -> String { Money(fen: fen).decimalText }

    /// Ten thousand yuan with as few places as it takes: `3.8`.
    static func wan(_ fen: Int64) -> String {
        var text = "\(fen / 1_000_000).\(padded(Int(fen % 1_000_000), 6))"
        while text.hasSuffix("0") { text.removeLast() }
        if text.hasSuffix(".") { text.removeLast() }
        return text
    }

    /// `89.50`.
    static func area(_ hundredths: Int) -> String { "\(hundredths / 100).\(padded(hundredths % 100, 2))" }

    /// `20261110`.
    static func compact(_ date: CalendarDate?) -> String {
        date.map { "\(padded($0.year, 4))\(padded($0.month, 2))\(padded($0.day, 2))" } ?? ""
    }

    /// `2026/11/10`.
    static func slashed(_ date: CalendarDate?) -> String {
        date.map { "\(padded($0.year, 4))/\(padded($0.month, 2))/\(padded($0.day, 2))" } ?? ""
    }

    /// `2026年11月10日`.
    static func chinese(_ date: CalendarDate?) -> String {
        date.map { "\(padded($0.year, 4))年\(padded($0.month, 2))月\(padded($0.day, 2))日" } ?? ""
    }

    /// `202610`.
    static func compact(_ month: YearMonth) -> String { "\(padded(month.year, 4))\(padded(month.month, 2))" }

    static func iso(_ date: CalendarDate?) -> String { date?.description ?? "" }
}
