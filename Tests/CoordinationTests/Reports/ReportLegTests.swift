import Coordination
import TestSupport
import Testing
import VerificationDomain

@Suite("A report says when each region replied")
struct ReportLegTests {
    @Test("every region that replied has the time, and one that could not be reached has none")
    func times() async throws {
        let full = try await ReportExamples.full().report
        #expect(full.legs.count == 4)
        #expect(full.legs.allSatisfy { $0.repliedAt == TestFederation.now })
        let partial = try await ReportExamples.partial().report
        for leg in partial.legs { #expect((leg.repliedAt == nil) == (leg.replyDigest == nil), "\(leg.region)") }
        #expect(try #require(partial.legs.first { $0.region == .jiangsu }).repliedAt == nil)
    }

    @Test("a report that was issued before times were kept still reads, and gives the same bytes")
    func withoutTimes() async throws {
        let json = try ReportExamples.json(try await ReportExamples.full())
        let older = json.changing(["legs", "0"]) { $0.without("repliedAt") }
        let report = try VerificationReport(json: JSONCursor(older))
        #expect(report.legs[0].repliedAt == nil)
        #expect(report.json.canonicalBytes == older.canonicalBytes)
    }
}
