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
