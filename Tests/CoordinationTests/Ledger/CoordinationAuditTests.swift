import Coordination
import ExchangeProtocol
import OpenSSLCrypto
import RecordMerging
import RecordStore
import TestSupport
import Testing
import VerificationDomain

@Suite("The log of the asking side says why it asked, what came back and what was made of it")
struct CoordinationAuditTests {
    private func digest(_ bytes: [UInt8], _ algorithm: DigestAlgorithm = .sha256) -> JSONValue {
        .string(TestFederation.digests.digest(bytes, algorithm).description)
    }

    @Test("the row of a case names purpose, legal basis, rules and registry")
    func opened() async throws {
        let check = try await StoredCheck()
        let row = try #require(try await check.stored.rows().first { $0["kind"] == "case.created" })
        #expect(row["case"] == .string(check.identifier.description))
        #expect(row["purpose"] == "dibao")
        #expect(row["basis"] == "CN-SAL-2026-41")
        #expect(row["n"] == 2)
        #expect(row["rules"] == digest(TestRulePacks.bytes, .sm3))
        let details = try #require(row["x"])
        #expect(details["registryDigest"] == digest(check.bench.federation.registry.bytes))
        #expect(details["registrySerial"] == 3)
        #expect(details["legs"] == 4)
    }

    @Test("every query and every reply of a leg stands in its rows by its digest, in order")
    func steps() async throws {
        let check = try await StoredCheck()
        let rows = try await check.stored.rows()
        var counts: [Int] = []
        for leg in check.report.legs {
            let evidence = try await check.stored.store.evidence.all(ofLeg: leg.queryIdentifier)
            let query = JSONValue.string(leg.queryIdentifier.description)
            let digests = rows.compactMap { $0["x"] }.filter { $0["query"] == query }.compactMap { $0["digest"] }
            #expect(digests == evidence.map { digest($0.bytes) }, "\(leg.region)")
            counts.append(digests.count)
        }
        // A query each; two replies of Jiangsu, one of Shanghai and Zhejiang, none of Anhui.
        #expect(counts == [2, 3, 2, 1])
    }

    @Test("the row of a report holds its indication, and whether it is partial", arguments: [false, true])
    func issued(isPartial: Bool) async throws {
        let check = try await StoredCheck(isPartial: isPartial)
        #expect(check.report.isPartial == isPartial)
        let row = try #require(try await check.stored.rows().first { $0["kind"] == "result.issued" })
        #expect(row["case"] == .string(check.identifier.description))
        #expect(row["outcome"] == .string(check.report.picture.indication.wording.rawValue))
        #expect(row["x"]?["partial"] == .bool(isPartial))
        #expect(row["x"]?["version"] == 1)
    }
}
