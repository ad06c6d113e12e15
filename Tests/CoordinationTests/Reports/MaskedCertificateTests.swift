import Coordination
import RecordMerging
import TestSupport
import Testing
import VerificationDomain

@Suite("A report describes a disability certificate without its holder's identity number")
struct MaskedCertificateTests {
    @Test("the certificate's number is masked in report.json, kind and grade too, and another key stays whole")
    func masked() async throws {
        let identity = try #require(Examples.numbers["m1"])
        let bench = CheckBench(try await TestFederation()) { region, request in
            guard region == .shanghai, request.item == .disability else { return [] }
            return [
                Examples.record(
                    request,
                    keys: [
                        RecordKey(.certificateNumber, "\(identity.text)42B1"),
                        RecordKey(.settlementNumber, "JS-2026-0001"),
                    ]
                )
            ]
        }
        let issued = try await bench.run(
            try Examples.household(
                items: [.disability],
                everyRegion: true,
                authorisations: [Examples.authorisation(persons: ["m1"], items: [.disability])]
            )
        )
        let keys = try #require(issued.report.descriptions.first).keys
        #expect(keys.map(\.text) == ["\(identity.masked)**", "JS-2026-0001"])
        let text = String(decoding: issued.bytes, as: UTF8.self)
        #expect(!text.contains(identity.text.dropFirst(4).prefix(8)))
        #expect(!text.contains("42B1"))
        _ = try bench.verification.verify(issued.bytes, signature: issued.signatureBytes)
    }
}
