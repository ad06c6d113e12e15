/// The 28-character number of a real-estate unit (GB/T 37346-2019). It has no check character: only its shape is sure.
public struct RealEstateUnitNumber: TextIdentifier, Comparable, CustomStringConvertible {
    /// Who owns the land: the first letter of the parcel mark.
    public enum LandOwnership: String, Sendable, Hashable, CaseIterable {
        case state = "G"
        case collective = "J"
        case disputed = "Z"
    }

    /// What right the parcel carries: the second letter of the parcel mark.
    public enum ParcelKind: String, Sendable, Hashable, CaseIterable {
        case collectiveLandOwnership = "A"
        case constructionSurface = "B"
        case constructionAbove = "S"
        case constructionBelow = "X"
        case homestead = "C"
        case contractedFarmland = "D"
        case forest = "E"
        case grassland = "F"
        case seaArea = "H"
        case island = "G"
        case disputed = "W"
        case other = "Y"
    }

    /// What stands on the parcel: the fixture mark.
    public enum FixtureKind: String, Sendable, Hashable, CaseIterable {
        case building = "F"
        case forest = "L"
        case other = "Q"
        case noFixture = "W"
    }

    /// 28 characters without blanks.
    public let text: String
    /// The county of the register; it may be a former code, so it is not checked against a table.
    public let countyCode: RegionCode
    public let landOwnership: LandOwnership
    public let parcelKind: ParcelKind
    public let fixtureKind: FixtureKind

    public static let expectation = "a real-estate unit number of 28 characters (GB/T 37346)"

    /// Reads 28 characters in either case and width; blanks are dropped, wherever they stand.
    public init?(_ text: some StringProtocol) {
        guard let bytes = identifierBytes(text), bytes.count == 28, areDigits(bytes[..<12]), areDigits(bytes[14..<19]),
            areDigits(bytes[20...]), let countyCode = RegionCode(Self.part(bytes[..<6])),
            let landOwnership = LandOwnership(rawValue: Self.part(bytes[12...12])),
            let parcelKind = ParcelKind(rawValue: Self.part(bytes[13...13])),
            let fixtureKind = FixtureKind(rawValue: Self.part(bytes[19...19])),
            fixtureKind != .noFixture || bytes[20...].allSatisfy({ $0 == UInt8(ascii: "0") })
        else { return nil }
        self.text = Self.part(bytes[...])
        self.countyCode = countyCode
        self.landOwnership = landOwnership
        self.parcelKind = parcelKind
        self.fixtureKind = fixtureKind
    }

    private static func part(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

    /// The first 19 characters: the parcel of land or sea (宗地代码).
    public var parcelCode: String { String(text.prefix(19)) }
    /// The last nine characters: the fixture's mark and its number.
    public var fixtureCode: String { String(text.suffix(9)) }

    /// Four digits each of building and unit (幢号, 户号); `nil` when the fixture is not a building.
    public var buildingAndUnit: (building: String, unit: String)? {
        guard fixtureKind == .building else { return nil }
        return (String(text.suffix(8).prefix(4)), String(text.suffix(4)))
    }

    /// As certificates print it, in groups of 6, 6, 7 and 9: `310101 001002 GB00003 F00040005`.
    public var grouped: String {
        let characters = Array(text)
        return [0..<6, 6..<12, 12..<19, 19..<28].map { String(characters[$0]) }.joined(separator: " ")
    }

    public var description: String { text }
    public static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}
