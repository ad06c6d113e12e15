import Testing
import VerificationDomain

/// 社会救助暂行办法 is in force from 2014-05-01, 社会救助法 from 2026-07-01.
@Suite("The legal basis is that of the day")
struct LegalBasisTests {
    @Test(
        "each day has the law that was in force on it",
        arguments: [
            ("2014-04-30", nil), ("2014-05-01", "CN-SAM-2014-58"), ("2020-01-01", "CN-SAM-2014-58"),
            ("2026-06-30", "CN-SAM-2014-58"), ("2026-07-01", "CN-SAL-2026-41"), ("2030-01-01", "CN-SAL-2026-41"),
        ] as [(String, String?)]
    )
    func inForce(day: String, code: String?) throws {
        #expect(LegalBasis.inForce(on: try #require(CalendarDate(day)))?.code == code)
    }

    @Test("a code is read back, and says which article of which law it is")
    func codes() {
        #expect(LegalBasis(code: "CN-SAM-2014-58")?.chineseCitation == "《社会救助暂行办法》第五十八条")
        #expect(LegalBasis(code: "CN-SAL-2026-41")?.chineseCitation == "《中华人民共和国社会救助法》第四十一条")
        for code in ["", "CN-SAL-2026-40", "cn-sal-2026-41", "CN-SAL-2026-41 "] {
            #expect(LegalBasis(code: code) == nil)
        }
    }
}
