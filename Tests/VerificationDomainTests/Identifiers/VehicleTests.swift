import Testing
import VerificationDomain

/// GB 16735 / ISO 3779, GA 24.7.
@Suite struct VehicleTests {
    @Test(
        "Vehicle numbers with the right check digit match",
        arguments: [
            "1M8GDM9AXKP042788", "11111111111111111", "LSVAM4187C2184847", "LFV2A21K6A3123456", "LTEST0009NA000001",
            "LTEST0000NA000002",
        ]
    )
    func matching(text: String) throws {
        let number = try #require(VehicleIdentificationNumber(text))
        #expect(number.checkDigitMatches)
        #expect(number.text == text)
    }

    @Test("A wrong check digit is a warning, not a refusal", arguments: ["1M8GDM9A0KP042788", "LSVAM4186C2184847"])
    func warning(text: String) throws {
        #expect(try #require(VehicleIdentificationNumber(text)).checkDigitMatches == false)
    }

    @Test(
        "I, O and Q, wrong lengths and signs are refused",
        arguments: [
            "IM8GDM9AXKP042788", "1M8GDM9AXKPO42788", "1M8GDM9AXKP04278Q", "1M8GDM9AXKP04278", "1M8GDM9AXKP0427888", "",
            "1M8GDM9AXKP04278*", "沪M8GDM9AXKP042788", "1M8GDM9A\u{0}KP042788",
        ]
    )
    func refused(text: String) {
        #expect(VehicleIdentificationNumber(text) == nil)
    }

    @Test func `lower case and full width are made one, and the last six can be compared`() throws {
        let number = try #require(VehicleIdentificationNumber("ｌtest0009na000001"))
        #expect(number.text == "LTEST0009NA000001")
        #expect(number.lastSix == "000001")
    }

    @Test(
        "A plate is the same with and without its dot",
        arguments: [
            "沪A12345", "沪A·12345", "沪A•12345", "沪a 12345", "沪Ａ・１２３４５", " 沪A.12345\u{3000}", "沪A-12345",
        ]
    )
    func plates(number: String) throws {
        let kind = try #require(PlateKind("02"))
        #expect(PlateKey(kind: kind, number: number)?.text == "02:沪A12345")
    }

    @Test func `new-energy plates have eight characters`() {
        #expect(PlateKey(kind: .newEnergySmallVehicle, number: "沪A D12345")?.text == "52:沪AD12345")
    }

    @Test func `the same characters under two kinds are two plates`() {
        #expect(PlateKey("01:沪A12345") != PlateKey("02:沪A12345"))
        #expect(PlateKey("02:沪A·12345")?.number == "沪A12345")
    }

    @Test(
        "Broken plates are refused",
        arguments: [
            "", "沪A12345", "02:", "02:沪A1", "2:沪A12345", "00:沪A12345", "02:沪A1234567890", "02:沪A12?45", "02:沪A12345:1",
            "02:沪A<b>45", "０２:沪A12345",
        ]
    )
    func brokenPlates(text: String) {
        #expect(PlateKey(text) == nil)
    }

    @Test(
        "The kinds of plates have their names",
        arguments: [
            ("01", "大型汽车"), ("02", "小型汽车"), ("07", "普通摩托车"), ("08", "轻便摩托车"), ("13", "低速车"), ("14", "拖拉机"),
            ("15", "挂车"), ("16", "教练汽车"), ("22", "临时"), ("23", "警用"), ("51", "新能源大型汽车"),
            ("52", "新能源小型汽车"), ("99", "99"),
        ]
    )
    func plateKindNames(code: String, name: String) {
        #expect(PlateKind(code)?.name == name)
    }

    @Test("A kind is two digits from 01", arguments: ["", "0", "00", "2", "002", "0A", "０２", "-2"])
    func brokenPlateKinds(text: String) {
        #expect(PlateKind(text) == nil)
    }

    @Test(
        "The 17 states have their names, and four of them take the vehicle out of the assets",
        arguments: [
            ("A", "正常", true), ("B", "转出", true), ("C", "被盗抢", true), ("D", "停驶", true), ("E", "注销", false),
            ("F", "撤销", false), ("G", "违法未处理", true), ("H", "海关监管", true), ("I", "事故未处理", true),
            ("J", "嫌疑车", true), ("K", "查封", true), ("L", "扣留", true), ("M", "达到报废标准", false),
            ("N", "事故逃逸", true), ("O", "锁定", true), ("P", "达到报废标准公告牌证作废", false), ("Q", "逾期未检验", true),
        ]
    )
    func states(letter: String, name: String, counts: Bool) throws {
        #expect(VehicleStatus.Mark(rawValue: letter)?.name == name)
        let status = try #require(VehicleStatus(letter))
        #expect(status.counts == counts)
        #expect(status.needsAttention == ["C", "M", "P"].contains(letter))
        #expect(status.hasMovedOut == (letter == "B"))
    }

    @Test("There are 17 states, and one that takes the vehicle out does so beside every other")
    func stateCount() throws {
        #expect(VehicleStatus.Mark.allCases.map(\.rawValue).joined() == "ABCDEFGHIJKLMNOPQ")
        for other in VehicleStatus.Mark.allCases where other != .cancelled {
            #expect(try !#require(VehicleStatus("E\(other.rawValue)")).counts)
        }
    }

    @Test(
        "The uses that are sure have their names, and six of them earn",
        arguments: [
            ("A", "非营运", false), ("B", "公路客运", true), ("C", "公交客运", true), ("D", "出租客运", true),
            ("E", "旅游客运", true), ("F", "货运", true), ("G", "租赁", true), ("H", "警用", false), ("L", "营转非", false),
            ("M", "出租转非", false), ("N", "教练", false), ("R", "危化品运输", false),
        ]
    )
    func uses(letter: String, name: String, isOperating: Bool) throws {
        let use = try #require(VehicleUse(rawValue: letter))
        #expect(use.name == name)
        #expect(use.isOperating == isOperating)
    }

    @Test("Letters whose meaning is not sure are no use", arguments: ["", "a", "I", "K", "P", "Z", "AB", "非营运"])
    func unknownUses(text: String) {
        #expect(VehicleUse(rawValue: text) == nil)
        #expect(VehicleUse.allCases.count == 12)
    }

    @Test(
        "Which states count as an asset",
        arguments: [
            ("A", true), ("B", true), ("C", true), ("AQ", true), ("GK", true), ("E", false), ("M", false), ("P", false),
            ("F", false), ("AE", false), ("QM", false),
        ]
    )
    func counting(text: String, counts: Bool) throws {
        #expect(try #require(VehicleStatus(text)).counts == counts)
    }

    @Test func `moved out, stolen and scrapped on paper are told apart`() throws {
        #expect(try #require(VehicleStatus("B")).hasMovedOut)
        #expect(try #require(VehicleStatus("C")).needsAttention)
        #expect(try #require(VehicleStatus("M")).mayStillRun)
        #expect(try #require(VehicleStatus("P")).mayStillRun)
        #expect(try !#require(VehicleStatus("E")).mayStillRun)
        #expect(try #require(VehicleStatus("qａ,b")).text == "ABQ")
    }

    @Test(
        "Unknown, repeated and missing state letters are refused",
        arguments: ["", " ", "Z", "AZ", "AA", "1", "正常", "R"]
    )
    func unknownStates(text: String) {
        #expect(VehicleStatus(text) == nil)
    }
}
