import Testing
import VerificationDomain

@Suite struct DomainErrorTests {
    @Test func `every code says what to do`() {
        for code in DomainError.Code.allCases {
            #expect(DomainError(code, "a thing").description.contains("; "))
        }
    }

    @Test func `errors are equal by code`() {
        #expect(DomainError(.overflow, "one") == DomainError(.overflow, "other"))
        #expect(DomainError(.overflow, "one") != DomainError(.malformed, "one"))
    }

    @Test func `a throwing reading names the place that asked`() {
        let error = #expect(throws: DomainError.self) { try RegionCode(parsing: "31") }
        #expect(error?.fileID.hasSuffix("DomainErrorTests.swift") == true)
    }

    @Test func `plain values write themselves as JSON text`() throws {
        #expect(try #require(RegionCode("310101")).json == "310101")
        #expect(try #require(Share("50%")).json == "1/2")
        #expect(Sex.female.json == "2")
        #expect(FamilyRelation.spouse.json == "10")
        #expect(NameMatch.variant.json == "variant")
    }
}
