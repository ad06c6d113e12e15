import Testing
import VerificationDomain

@Suite("No way of printing a record shows whose it is")
struct RecordPrintingTests {
    struct Holder { let record: VerificationRecord }

    private let certificate = "34999919751120004742"
    private let account = "QHBK:6222029999990000014"

    private func expectNothingPersonal(in printed: String) {
        for secret in [RecordText.identity, RecordText.spouse, certificate, account] {
            for start in stride(from: 2, to: secret.count - 6, by: 1) {
                #expect(!printed.contains(secret.dropFirst(start).prefix(6)), "from \(start)")
            }
        }
        #expect(!printed.contains("欧阳"))
        #expect(!printed.contains("4742"))
        #expect(!printed.contains("清和路"))
    }

    @Test("an owner shows the ends of the number and the first character of the name")
    func owner() {
        let owner = RecordOwner(identityText: RecordText.identity, nameText: RecordText.name)
        #expect("\(owner)" == "31**************19 欧***")
        expectNothingPersonal(in: everyPrinting(of: owner))
        // 15 digits, and a register's nonsense, are no less personal.
        let old = RecordOwner(identityText: "319999600203001", nameText: "欧阳\u{0}某")
        #expect(!everyPrinting(of: old).contains("600203"))
        #expect(!everyPrinting(of: old).contains("欧阳"))
    }

    @Test("a key shows its kind and two characters")
    func key() {
        #expect("\(RecordKey(.bankAccount, account))" == "bankAccount:QH**********************")
        for key in [RecordKey(.certificateNumber, certificate), RecordKey(.bankAccount, account)] {
            expectNothingPersonal(in: everyPrinting(of: key))
            expectNothingPersonal(in: everyPrinting(of: [key.kind: key]))
        }
    }

    @Test("a detail that is text shows only how long it is")
    func detail() {
        let spouse = DetailValue.text(RecordText.spouse)
        #expect("\(spouse)" == String(repeating: "*", count: 18))
        expectNothingPersonal(in: everyPrinting(of: spouse))
        let details = RecordDetails([.spouseIdentity: spouse, .address: .text("清和路1号"), .mortgaged: .flag(true)])
        let printed = everyPrinting(of: details)
        expectNothingPersonal(in: printed)
        #expect(printed.contains("spouseIdentity"))
    }

    @Test("a whole record, in an array, an optional or another structure")
    func record() throws {
        let json = RecordText(
            keys: [
                RecordKey(.certificateNumber, certificate).json, RecordKey(.bankAccount, account).json,
            ],
            details: .object(["spouseIdentity": .string(RecordText.spouse), "address": "清和路1号"])
        ).json
        let record = try VerificationRecord(json: JSONCursor(json))
        expectNothingPersonal(in: everyPrinting(of: record))
        expectNothingPersonal(in: everyPrinting(of: Holder(record: record)))
        expectNothingPersonal(in: everyPrinting(of: RegisterFinding(outcome: found, records: [record])))
    }

    private var found: ItemOutcome {
        ItemOutcome(subject: SubjectReference("s1")!, item: .realEstate, status: .found)
    }

    @Test("of a short number, half of which would show, nothing shows")
    func shortTexts() {
        #expect("\(RecordOwner(identityText: "12345678", nameText: "欧阳"))" == "******** 欧*")
        #expect("\(RecordOwner(identityText: "123456789", nameText: "欧阳"))" == "12*****89 欧*")
        #expect("\(RecordKey(.policyNumber, "P12A"))" == "policyNumber:****")
        #expect("\(RecordKey(.policyNumber, "P12AB"))" == "policyNumber:P1***")
    }
}
