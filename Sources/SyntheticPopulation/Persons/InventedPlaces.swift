import VerificationDomain

/// Counties of the four provinces, with names of roads that exist everywhere and nowhere.
enum InventedPlaces: Sendable {
    struct County: Sendable {
        let code: RegionCode
        let name: String
        /// Of the plates that are given out there.
        let plateHead: String
    }

    private static let list: [ProvinceCode: [County]] = {
        var list: [ProvinceCode: [County]] = [:]
        for line in """
        310101 上海市黄浦区 沪A|310104 上海市徐汇区 沪B|310115 上海市浦东新区 沪D|310118 上海市青浦区 沪E|310151 上海市崇明区 沪F
        320102 南京市玄武区 苏A|320508 苏州市姑苏区 苏E|320509 苏州市吴江区 苏U|320602 南通市崇川区 苏F|321002 扬州市广陵区 苏K
        330102 杭州市上城区 浙A|330106 杭州市西湖区 浙A|330203 宁波市海曙区 浙B|330402 嘉兴市南湖区 浙F|330421 嘉兴市嘉善县 浙F
        340103 合肥市庐阳区 皖A|340202 芜湖市镜湖区 皖B|340503 马鞍山市花山区 皖E|341102 滁州市琅琊区 皖M|341502 六安市金安区 皖N
        """.split(whereSeparator: { $0 == "\n" || $0 == "|" }) {
            let parts = line.split(separator: " ").map(String.init)
            guard parts.count == 3, let code = RegionCode(parts[0]) else { continue }
            list[code.province, default: []].append(County(code: code, name: parts[1], plateHead: parts[2]))
        }
        return list
    }()

    private static let roads = ["清和路", "望湖路", "新禾街", "长桥巷", "东篱路", "南塘街", "春晖路", "竹苑路"]

    static func county(in region: ProvinceCode, _ random: inout SeededRandom) -> County? {
        list[region].map { random.pick($0) }
    }

    static func county(_ code: RegionCode) -> County? { list[code.province]?.first { $0.code == code } }

    static func address(_ county: County, _ random: inout SeededRandom) -> String {
        let road = "\(county.name)\(random.pick(roads))\(random.within(1...399))号"
        return "\(road)\(random.within(1...32))幢\(random.within(101...1804))室"
    }
}
