import Testing
import VerificationDomain

@Suite struct DisabilityCertificateNumberTests {
    @Test func `identity number, kind and grade are read`() throws {
        let number = try #require(DisabilityCertificateNumber("34999919751120004742"))
        #expect(number.identityNumber == IdentityNumber("349999197511200047"))
        #expect(number.kind == .physical)
        #expect(number.grade == 2)
    }

    @Test func `what a replaced card carries behind 20 characters is dropped`() {
        #expect(DisabilityCertificateNumber("34999919751120004742B1")?.text == "34999919751120004742")
    }

    @Test(
        "Wrong numbers are refused",
        arguments: [
            "", "3499991975112000474", "34999919751120004782", "34999919751120004702", "34999919751120004745",
            "34999919751120004740", "34999919751120004842", "34999919751120004742B1234", "34999919751120004742囧",
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
