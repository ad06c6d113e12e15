import Coordination
import ExchangeProtocol
import OpenSSLCrypto
import TestSupport
import Testing
import VerificationDomain

@Suite("A report says until when it holds and what it rests on")
struct ReportBasisTests {
    @Test("it holds for the 180 days of its rule pack, from the day of issue")
    func validity() async throws {
        let identification = try await ReportExamples.full().report.identification
        #expect(identification.issuedAt.date == CalendarDate("2026-11-24"))
        #expect(identification.validUntil == CalendarDate("2027-05-23"))
    }

    @Test("it names serial and digest of the registry, the digest of the rule pack and the law in force")
    func basis() async throws {
        let federation = try await TestFederation()
        let basis = try await CheckBench(federation).run(try Examples.household()).report.basis
        #expect(basis.registrySerial == 3)
        #expect(basis.registryDigest == TestFederation.digests.digest(federation.registry.bytes, .sm3))
        #expect(basis.rulePackDigest == TestFederation.digests.digest(TestRulePacks.bytes, .sm3))
        #expect(basis.legalBasis.code == "CN-SAL-2026-41")
        #expect(basis.auditOrigin == "audit.310000.example/log/2026")
    }
}
