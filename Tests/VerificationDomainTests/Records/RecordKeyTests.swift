import Testing
import VerificationDomain

@Suite("A key is the same however a register, a household or a peer writes it")
struct RecordKeyTests {
    static let writings: [(RecordKey.Kind, String, String)] = [
        (.realEstateUnit, "310101 001002 GB00003 F00040005", "310101001002GB00003F00040005"),
        (.realEstateUnit, "３１０１０１001002gb00003f00040005\u{3000}", "310101001002GB00003F00040005"),
        (.plate, "02:沪A·60B17", "02:沪A60B17"),
        (.plate, "02:沪a-60b17", "02:沪A60B17"),
        (.plate, "０２：沪Ａ\u{2219}６０Ｂ１７", "02:沪A60B17"),
        (.plate, "02:沪A\u{2024}60B17", "02:沪A60B17"),
        (.vehicleIdentification, "ltest0009na000001", "LTEST0009NA000001"),
        (.bankAccount, "QHBK:6222 0299 9999 0000 014", "QHBK:6222029999990000014"),
        (.bankCard, "\u{FEFF}6222\u{200B}0299", "62220299"),
        (.creditCode, "９１３３０１００７９９６５５０５８ｂ", "91330100799655058B"),
        (.policyNumber, "P.1-2", "P.1-2"),
        (.realEstateCertificate, "沪房地浦字 (2001) 第012345号", "沪房地浦字(2001)第012345号"),
        (.payer, "某某公司", "某某公司"),
    ]

    @Test("each way of writing gives the one text of its kind", arguments: writings)
    func normalised(kind: RecordKey.Kind, written: String, text: String) {
        #expect(RecordKey(kind, written).text == text)
        #expect(RecordKey(kind, text).text == text)
        #expect(RecordKey(kind, written) == RecordKey(kind, text))
    }

    @Test("a household's declared key is the key that a record carries", arguments: writings)
    func declared(kind: RecordKey.Kind, written: String, text: String) throws {
        var file = HouseholdText()
        let json = JSONValue.object(["kind": .string(kind.rawValue), "value": .string(written)])
        file.assets = HouseholdText.asset(
            of: "m1",
            "realEstate",
            key: String(decoding: json.canonicalBytes, as: UTF8.self)
        )
        #expect(try file.household().declaration.assets.first?.key == RecordKey(kind, text))
    }

    @Test("a peer's record is taken as it was written, and carries the normal form", arguments: writings)
    func peer(kind: RecordKey.Kind, written: String, text: String) throws {
        let json = RecordText(keys: [.object(["kind": .string(kind.rawValue), "value": .string(written)])]).json
        let record = try VerificationRecord(json: JSONCursor(json))
        #expect(record.keys == [RecordKey(kind, text)])
        #expect(try VerificationRecord(json: JSONCursor(record.json)) == record)
    }

    @Test(
        "nothing but white space, and more than 128 characters before or after, is no key",
        arguments: ["", " ", "\u{3000}\u{200B}", String(repeating: "1", count: 129), String(repeating: "ß", count: 65)]
    )
    func refused(value: String) {
        let json = RecordText(keys: [.object(["kind": "payer", "value": .string(value)])]).json
        #expect(throws: JSONReadingError.self) { try VerificationRecord(json: JSONCursor(json)) }
    }

    @Test("dots and hyphens stay where they mean something")
    func meaningfulSigns() {
        #expect(RecordKey(.contractNumber, "2001-1") != RecordKey(.contractNumber, "20011"))
        #expect(RecordKey(.plate, "01:沪A60B17") != RecordKey(.plate, "02:沪A60B17"))
    }

    @Test("every plate that a key can be read from reads the same as the key's text")
    func plateKeys() throws {
        for sign in ["·", "•", "‧", "∙", "⋅", "・", "･", ".", "-", " ", "\u{2024}"] {
            let written = "02:沪A\(sign)60B17"
            #expect(try #require(PlateKey(written)).text == RecordKey(.plate, written).text, "\(sign)")
        }
    }

    @Test(
        "an identity number inside a certificate number is masked for a report, kind and grade too",
        arguments: [
            (RecordKey.Kind.certificateNumber, "34999919751120004742"),
            (.certificateNumber, "34999919751120004742B1"),
            (.certificateNumber, "349999197511200047"),
            (.registrationNumber, "349999197511200047"),
        ]
    )
    func maskedIdentity(kind: RecordKey.Kind, text: String) {
        let shown = RecordKey(kind, text).withMaskedIdentity.text
        #expect(shown.hasPrefix("34**************47"))
        #expect(!shown.contains("1975") && !shown.contains("4742"))
    }

    @Test(
        "other certificates, and numbers of other kinds, stay as they are",
        arguments: [
            (RecordKey.Kind.certificateNumber, "34999919751120004842"), (.certificateNumber, "沪残字第1号"),
            (.bankAccount, "349999197511200047"), (.realEstateUnit, "310101001002GB00003F00040005"),
        ]
    )
    func unmasked(kind: RecordKey.Kind, text: String) {
        #expect(RecordKey(kind, text).withMaskedIdentity == RecordKey(kind, text))
    }
}
