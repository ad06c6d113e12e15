import Testing
import VerificationDomain

@Suite struct DisabilityCertificateNumberTests {
    @Test func `identity number, kind and grade are read`() throws {
        let number = try #require(DisabilityCertificateNumber("34999919751120004742"))
        #expect(number.identityNumber == IdentityNumber("349999197511200047"))
        #expect(number.kind == .physical)
        #expect(number.grade == 2)
    }

    @Test(
        "Kinds have their names, and each has four grades",
        arguments: [("1", "视力"), ("2", "听力"), ("3", "言语"), ("4", "肢体"), ("5", "智力"), ("6", "精神"), ("7", "多重")]
    )
    func kinds(digit: String, name: String) throws {
        for grade in 1...4 {
            let number = try #require(DisabilityCertificateNumber("349999197511200047\(digit)\(grade)"))
            #expect(number.kind.name == name)
            #expect(number.grade == grade)
        }
        #expect(DisabilityCertificateNumber.Kind.allCases.count == 7)
    }

    @Test func `what a replaced card carries behind 20 characters is dropped`() {
        #expect(DisabilityCertificateNumber("34999919751120004742B1")?.text == "34999919751120004742")
    }

    @Test(
        "Wrong numbers are refused",
        arguments: [
            "", "3499991975112000474", "34999919751120004782", "34999919751120004702", "34999919751120004745",
            "34999919751120004740", "34999919751120004842", "34999919751120004742B1234", "34999919751120004742囧",
            "34999919751120004742:1", "34999919751120004742;", "34999919751120004742<", "34999919751120004742=1",
            "34999919751120004742>", "34999919751120004742?", "34999919751120004742@B", "34999919751120004742[",
        ]
    )
    func wrong(text: String) {
        #expect(DisabilityCertificateNumber(text) == nil)
    }

    @Test func `no way of printing shows birth date, kind or grade`() throws {
        let printed = everyPrinting(of: try #require(DisabilityCertificateNumber("34999919751120004742")))
        #expect(!printed.contains("1975"))
        #expect(!printed.contains("4742"))
        #expect(!printed.contains("physical"))
    }
}
