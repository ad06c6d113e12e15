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
        "Shanghai has its 16 districts",
        arguments: [
            ("310101", "黄浦区"), ("310104", "徐汇区"), ("310105", "长宁区"), ("310106", "静安区"), ("310107", "普陀区"),
            ("310109", "虹口区"), ("310110", "杨浦区"), ("310112", "闵行区"), ("310113", "宝山区"), ("310114", "嘉定区"),
            ("310115", "浦东新区"), ("310116", "金山区"), ("310117", "松江区"), ("310118", "青浦区"), ("310120", "奉贤区"),
            ("310151", "崇明区"),
        ]
    )
    func shanghai(text: String, name: String) throws {
        #expect(table[try code(text)]?.name == name)
    }

    @Test(
        "Each province has its prefectures under their numbers, Anhui without 09 and 14",
        arguments: [
            ("320000", "南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁"),
            ("330000", "杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水"),
            ("340000", "合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 - 黄山 滁州 阜阳 宿州 - 六安 亳州 池州 宣城"),
        ]
    )
    func prefectures(province: String, list: String) throws {
        let names = list.split(separator: " ")
        for (index, name) in names.enumerated() {
            let number = try code("\(province.prefix(2))\(index < 9 ? "0" : "")\(index + 1)00")
            #expect(table[number]?.name == (name == "-" ? nil : "\(name)市"), "\(number)")
        }
        let region = try code(province)
        let found = table.all.count { $0.code.level == .prefecture && region.contains($0.code) }
        #expect(found == names.count { $0 != "-" })
    }

    @Test("Shanghai's one prefecture is 市辖区, and no county lies under 3409 or 3414")
    func unusedPrefectures() throws {
        #expect(table[try code("310100")]?.name == "市辖区")
        for text in ["340900", "341400"] {
            #expect(table[try code(text)] == nil)
            #expect(table.counties(in: try code(text)) == [])
        }
    }

    @Test(
        "The demonstration zone is three counties of three provinces",
        arguments: [("310118", "上海市青浦区"), ("320509", "江苏省苏州市吴江区"), ("330421", "浙江省嘉兴市嘉善县")]
    )
    func demonstrationZone(text: String, name: String) throws {
        #expect(table.fullName(try code(text)) == name)
    }

    @Test(
        "Chaohu was divided among three cities in 2011, and its counties went with it",
        arguments: [
            ("341400", "巢湖市", ["340100", "340200", "340500"]), ("341402", "居巢区", ["340181"]),
            ("341421", "庐江县", ["340124"]), ("341422", "无为县", ["340281"]), ("341423", "含山县", ["340522"]),
            ("341424", "和县", ["340523"]),
        ]
    )
    func chaohu(text: String, name: String, successors: [String]) throws {
        let former = try #require(table.formerRegion(try code(text)))
        #expect(former.name == name)
        #expect(former.successors.map(\.text) == successors)
        #expect(table.current(try code(text))?.text == successors.first)
        #expect(table.fullName(try code(text))?.contains("（原）\(name)") == true)
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
