import Coordination
import RecordMerging
import TestSupport
import Testing
import VerificationDomain

@Suite("An entry is described by the record that decided it, and by nobody's number")
struct EntryDescriptionTests {
    /// The same car in a register, as of some day.
    private static func car(_ request: RegisterRequest, asOf day: String, _ note: String) -> VerificationRecord {
        VerificationRecord(
            subject: request.subject.reference,
            category: request.item,
            source: RecordSource(organisation: "test register", scope: .national),
            asOf: CalendarDate(day)!,
            retrievedAt: TestFederation.now,
            owner: RecordOwner(identityText: request.subject.identity.text, nameText: request.subject.name.text),
            keys: [RecordKey(.plate, "02:沪A12345")],
            value: nil,
            details: RecordDetails([.note: .text(note)])
        )
    }

    @Test("a newer record of another region describes it, not the older one that stands before it")
    func newest() async throws {
        let bench = CheckBench(try await TestFederation()) { region, request in
            guard request.item == .vehicle else { return [] }
            return switch region {
            case .shanghai: [Self.car(request, asOf: "2026-10-01", "older")]
            case .jiangsu: [Self.car(request, asOf: "2026-11-20", "newer")]
            default: []
            }
        }
        let report = try await bench.run(try Examples.household(everyRegion: true)).report
        #expect(report.picture.entries.count == 1)
        let sources = try #require(report.picture.entries.first).sources
        #expect(sources.map(\.reference.region) == [.shanghai, .jiangsu])
        #expect(sources.map(\.role) == [.duplicate, .kept])
        #expect(report.descriptions.map { $0.details.text(.note) } == ["newer"])
    }

    @Test(
        "a spouse's number that is none may be a real one with a slip, and is starred out as a whole",
        arguments: ["31999919801301001X", "3199991980010100", "测试证件甲乙丙"]
    )
    func spouse(text: String) async throws {
        #expect(IdentityNumber(text) == nil)
        let bench = CheckBench(try await TestFederation()) { region, request in
            region == .shanghai && request.item == .vehicle
                ? [Examples.vehicle(request, [.spouseIdentity: .text(text)])] : []
        }
        let issued = try await bench.run(try Examples.household())
        let stars = String(repeating: "*", count: text.count)
        #expect(issued.report.descriptions.map { $0.details.text(.spouseIdentity) } == [stars])
        #expect(!String(decoding: issued.bytes, as: UTF8.self).contains(text))
    }
}
