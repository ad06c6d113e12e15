/// The names of regions, and which codes exist.
public struct RegionTable: Sendable {
    public struct Entry: Sendable, Hashable {
        public let code: RegionCode
        public let name: String
        /// An economic or industrial zone with a statistical code that GB/T 2260 does not know, such as 320576. Civil
        /// affairs data holds such codes; who is responsible there is the county that hosts the zone.
        public let isFunctionalArea: Bool
    }

    private let entries: [RegionCode: Entry]
    private let former: [RegionCode: FormerRegion]

    /// The four provinces as of 2023, from the files that ship inside the program. Empty when those are damaged.
    public static let yangtzeDelta: RegionTable = {
        let table = try? RegionTable(
            provinces: ProvinceCode.yangtzeDelta,
            prefectures: PackageResources.gbt2260_yrd_prefectures_csv,
            counties: PackageResources.gbt2260_yrd_counties_csv,
            former: FormerRegion.yangtzeDelta
        )
        return table ?? RegionTable(entries: [:], former: [:])
    }()

    /// Reads rows of `code,"name",…`; `DomainError.damagedResource` for a row that cannot be read or a code twice.
    public init(
        provinces: [ProvinceCode],
        prefectures: [UInt8],
        counties: [UInt8],
        former: [FormerRegion]
    ) throws(DomainError) {
        var entries: [RegionCode: Entry] = [:]
        for province in provinces {
            entries[province.region] = Entry(code: province.region, name: province.name, isFunctionalArea: false)
        }
        for entry in try Self.rows(prefectures, codeSuffix: "00") + Self.rows(counties, codeSuffix: "") {
            guard entries.updateValue(entry, forKey: entry.code) == nil else {
                throw DomainError(.damagedResource, "the region table, where a code stands twice,")
            }
        }
        self.init(entries: entries, former: Dictionary(former.map { ($0.code, $0) }) { first, _ in first })
    }

    private init(entries: [RegionCode: Entry], former: [RegionCode: FormerRegion]) {
        self.entries = entries
        self.former = former
    }

    private static func rows(_ bytes: [UInt8], codeSuffix: String) throws(DomainError) -> [Entry] {
        var entries: [Entry] = []
        for line in bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            let fields = line.split(separator: UInt8(ascii: ","))
            guard fields.count >= 2, let code = RegionCode(String(decoding: fields[0], as: UTF8.self) + codeSuffix)
            else {
                throw DomainError(.damagedResource, "the region table")
            }
            let name = String(decoding: fields[1].filter { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
            let isZone = code.level == .county && isFunctionalAreaCode(code)
            entries.append(Entry(code: code, name: name, isFunctionalArea: isZone))
        }
        return entries
    }

    /// Statistics give zones the county numbers 71 to 78, which GB/T 2260 leaves free in these four provinces.
    private static func isFunctionalAreaCode(_ code: RegionCode) -> Bool {
        guard let county = digits(Array(code.text.utf8.suffix(2))) else { return false }
        return (71...78).contains(county)
    }

    public subscript(code: RegionCode) -> Entry? { entries[code] }

    /// The former region with this abolished code.
    public func formerRegion(_ code: RegionCode) -> FormerRegion? { former[code] }

    /// The code as it is today: itself when it exists, the largest successor of an abolished one, else `nil`.
    public func current(_ code: RegionCode) -> RegionCode? {
        entries[code] != nil ? code : former[code]?.successors.first
    }

    /// Every entry in the order of the codes.
    public var all: [Entry] { entries.values.sorted { $0.code < $1.code } }

    /// The counties and functional areas that lie in a region, in the order of their codes.
    public func counties(in region: RegionCode) -> [Entry] {
        all.filter { $0.code.level == .county && region.contains($0.code) }
    }

    /// The full name, `江苏省苏州市姑苏区`; an abolished one is marked `（原）`, an unknown one is `nil`.
    public func fullName(_ code: RegionCode) -> String? {
        let ownName = entries[code]?.name ?? former[code].map { "（原）\($0.name)" }
        guard let ownName else { return nil }
        guard code.level != .province else { return ownName }
        let above = code.level == .county ? [code.province.region, code.prefecture] : [code.province.region]
        // A municipality's one prefecture is called 市辖区, which no address says.
        let names = above.compactMap { $0 }.compactMap { entries[$0]?.name }.filter { $0 != "市辖区" }
        return names.joined() + ownName
    }
}
