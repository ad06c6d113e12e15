import Testing
import VerificationDomain

/// GB/T 2260 and the 12-digit statistical code.
@Suite struct RegionCodeTests {
    @Test func `levels follow from the zeros`() throws {
        #expect(RegionCode("310000")?.level == .province)
        #expect(RegionCode("320500")?.level == .prefecture)
        #expect(RegionCode("310101")?.level == .county)
        #expect(RegionCode("310101")?.province == .shanghai)
        #expect(RegionCode("320508")?.prefecture == RegionCode("320500"))
        #expect(RegionCode("320000")?.prefecture == nil)
    }

    @Test(
        "What has not the shape of a code is refused",
        arguments: [
            "", "31010", "3101010", "310001", "010101", "31010A", "３10101", " 310101", "310101 ", "31", "٣١٠١٠١",
        ]
    )
    func malformed(text: String) {
        #expect(RegionCode(text) == nil)
    }

    @Test func `a region contains itself and what lies in it`() throws {
        let province = try #require(RegionCode("320000"))
        let city = try #require(RegionCode("320500"))
        let county = try #require(RegionCode("320508"))
        #expect(province.contains(city) && province.contains(county) && city.contains(county))
        #expect(county.contains(county) && !county.contains(city))
        #expect(try !city.contains(#require(RegionCode("320102"))))
        #expect(try !province.contains(#require(RegionCode("330102"))))
    }

    @Test func `the four provinces have their names, and another province can join`() {
        #expect(ProvinceCode.yangtzeDelta.map(\.name) == ["上海市", "江苏省", "浙江省", "安徽省"])
        #expect(ProvinceCode.yangtzeDelta.map(\.text) == ["310000", "320000", "330000", "340000"])
        #expect(ProvinceCode("360000")?.name == "360000")
        #expect(ProvinceCode("310100") == nil)
        #expect(ProvinceCode("31") == nil)
    }

    @Test("Twelve-digit codes are read", arguments: ["310000000000", "310101000000", "310101002000", "310101002003"])
    func administrativeCodes(text: String) {
        #expect(AdministrativeCode(text)?.text == text)
    }

    @Test(
        "Twelve-digit codes with a hole are refused",
        arguments: [
            "310101000003", "310000002000", "320500001000", "31010100000", "3101010000000", "31010100000A", "",
        ]
    )
    func administrativeCodesWithHoles(text: String) {
        #expect(AdministrativeCode(text) == nil)
    }

    @Test func `a region becomes its twelve digits`() throws {
        #expect(AdministrativeCode(region: try #require(RegionCode("310101"))).text == "310101000000")
    }
}
