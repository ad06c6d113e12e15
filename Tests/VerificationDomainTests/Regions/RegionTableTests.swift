import Testing
import VerificationDomain

/// The 2023 listing of GB/T 2260: 41 prefectures, 329 counties of which 24 are functional areas.
@Suite struct RegionTableTests {
    private let table = RegionTable.yangtzeDelta

    private func code(_ text: String) throws -> RegionCode { try #require(RegionCode(text)) }

    @Test(
        "Each province has its number of counties",
        arguments: [("310000", 16), ("320000", 104), ("330000", 90), ("340000", 119)]
    )
    func counts(province: String, count: Int) throws {
        #expect(table.counties(in: try code(province)).count == count)
    }

    @Test func `there are 41 prefectures and 24 functional areas`() {
        #expect(table.all.count { $0.code.level == .prefecture } == 41)
        #expect(table.all.count(where: \.isFunctionalArea) == 24)
        #expect(table.all.count == 4 + 41 + 329)
    }

    @Test(
        "Functional areas are known and marked",
        arguments: [("320576", "苏州工业园区"), ("320371", "徐州经济技术开发区"), ("340176", "合肥高新技术产业开发区")]
    )
    func functionalAreas(text: String, name: String) throws {
        let entry = try #require(table[try code(text)])
        #expect(entry.name == name)
        #expect(entry.isFunctionalArea)
    }

    @Test("Ordinary counties are not marked", arguments: ["310101", "310151", "320581", "330421", "341882"])
    func ordinaryCounties(text: String) throws {
        #expect(try #require(table[try code(text)]).isFunctionalArea == false)
    }

    @Test(
        "Full names leave out 市辖区",
        arguments: [
            ("310101", "上海市黄浦区"), ("320508", "江苏省苏州市姑苏区"), ("330100", "浙江省杭州市"), ("340000", "安徽省"),
            ("320504", "江苏省苏州市（原）金阊区"),
        ]
    )
    func fullNames(text: String, name: String) throws {
        #expect(table.fullName(try code(text)) == name)
    }

    @Test(
        "Abolished codes lead to their successors",
        arguments: [
            ("310103", "310101"), ("310108", "310106"), ("310119", "310115"), ("310230", "310151"),
            ("320103", "320104"),
            ("320107", "320106"), ("320502", "320508"), ("320503", "320508"), ("320504", "320508"),
            ("330103", "330105"),
            ("330104", "330102"), ("341402", "340181"),
        ]
    )
    func abolished(old: String, new: String) throws {
        #expect(table[try code(old)] == nil)
        #expect(table.current(try code(old)) == RegionCode(new))
    }

    @Test func `every successor exists, and no abolished code does`() {
        for region in FormerRegion.yangtzeDelta {
            #expect(table[region.code] == nil, "\(region.code)")
            #expect(region.successors.allSatisfy { table[$0] != nil }, "\(region.code)")
        }
    }

    @Test func `the synthetic prefixes are nobody's`() throws {
        for text in ["319999", "329999", "339999", "349999"] {
            #expect(table.current(try code(text)) == nil)
            #expect(table.fullName(try code(text)) == nil)
        }
    }

    @Test("Damaged files are refused", arguments: ["310101", "3101x1,\"黄浦区\"", "310101,\"a\"\n310101,\"b\"", ",,,"])
    func damaged(counties: String) {
        #expect(throws: DomainError(.damagedResource, "")) {
            try RegionTable(provinces: [], prefectures: [], counties: Array(counties.utf8), former: [])
        }
    }
}
