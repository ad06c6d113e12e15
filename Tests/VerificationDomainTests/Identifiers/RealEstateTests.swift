import Testing
import VerificationDomain

/// GB/T 37346-2019 and TD/T 1066.
@Suite struct RealEstateTests {
    @Test(
        "The printed groups and the plain form are one number",
        arguments: [
            "310101 001002 GB00003 F00040005", "310101001002GB00003F00040005", "310101001002gb00003f00040005",
            "３１０１０１\u{3000}001002 GB00003\tF00040005",
        ]
    )
    func forms(text: String) throws {
        let number = try #require(RealEstateUnitNumber(text))
        #expect(number.text == "310101001002GB00003F00040005")
        #expect(number.grouped == "310101 001002 GB00003 F00040005")
    }

    @Test func `its parts are county, parcel and fixture`() throws {
        let number = try #require(RealEstateUnitNumber("310101001002GB00003F00040005"))
        #expect(number.countyCode == RegionCode("310101"))
        #expect(number.parcelCode == "310101001002GB00003")
        #expect(number.fixtureCode == "F00040005")
        #expect(number.landOwnership == .state)
        #expect(number.parcelKind == .constructionSurface)
        #expect(number.buildingAndUnit?.building == "0004")
        #expect(number.buildingAndUnit?.unit == "0005")
    }

    @Test func `a former county code is taken`() {
        #expect(RealEstateUnitNumber("320504001002GB00003F00040005") != nil)
    }

    @Test func `a parcel without fixture ends in zeros`() throws {
        let number = try #require(RealEstateUnitNumber("450103001001GB00001W00000000"))
        #expect(number.fixtureKind == .noFixture)
        #expect(number.buildingAndUnit == nil)
        #expect(RealEstateUnitNumber("450103001001GB00001W00000001") == nil)
    }

    @Test("Every letter of the standard is taken where it belongs")
    func letters() {
        for ownership in "GJZ" {
            for kind in "ABSXCDEFHGWY" {
                for fixture in "FLQW" {
                    let text = "310101001002\(ownership)\(kind)00003\(fixture)00000000"
                    #expect(RealEstateUnitNumber(text) != nil)
                }
            }
        }
    }

    @Test(
        "Wrong shapes are refused",
        arguments: [
            "", "310101001002GB00003F0004000", "310101001002GB00003F000400055", "310101001002AB00003F00040005",
            "310101001002GI00003F00040005", "310101001002GB00003X00040005", "31010100100AGB00003F00040005",
            "310101001002GB0000AF00040005", "310101001002GB00003F0004000A", "000000001002GB00003F00040005",
            "310101001002GB00003F0004000五", "沪房地浦字（2001）第012345号",
        ]
    )
    func wrong(text: String) {
        #expect(RealEstateUnitNumber(text) == nil)
    }

    @Test(
        "The residential test looks at the first digit",
        arguments: [
            ("10", true), ("11", true), ("111", true), ("112", true), ("12", true), ("13", true), ("20", false),
            ("21", false), ("27", false), ("30", false), ("31", false), ("32", false), ("40", false), ("50", false),
            ("60", false), ("70", false), ("80", false),
        ]
    )
    func residential(code: String, isResidential: Bool) throws {
        #expect(try #require(RealEstateUse(code)).isResidential == isResidential)
    }

    @Test("Free text and broken codes are no codes", arguments: ["", "1", "住宅", "00", "90", "11111", "1A", "１１"])
    func noCodes(text: String) {
        #expect(RealEstateUse(text) == nil)
    }

    @Test(
        "A code belongs to the group of its first digit",
        arguments: [
            ("10", "住宅"), ("111", "住宅"), ("112", "住宅"), ("12", "住宅"), ("20", "工业、交通、仓储"), ("21", "工业、交通、仓储"),
            ("27", "工业、交通、仓储"), ("32", "商业、金融、信息"), ("40", "教育、医疗、卫生、科研"), ("50", "文化、娱乐、体育"), ("60", "办公"),
            ("70", "军事"), ("80", "其他"),
        ]
    )
    func groups(code: String, name: String) {
        #expect(RealEstateUse(code)?.groupName == name)
    }
}
