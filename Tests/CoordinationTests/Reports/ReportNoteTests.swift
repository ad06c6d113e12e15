import Coordination
import RecordMerging
import TestSupport
import Testing
import VerificationDomain

@Suite("A report says what it may be used for and what it does not say")
struct ReportNoteTests {

    @Test("a partial report names every region whose part is missing and says that this is not none")
    func partial() async throws {
        let report = try await ReportExamples.partial().report
        #expect(report.json["label"] == "partial")
        #expect(report.notes.count == 5)
        let note = report.notes[3].chinese
        for region in [ProvinceCode.jiangsu, .zhejiang, .anhui] { #expect(note.contains(region.name)) }
        #expect(note.contains("未反馈不等于无记录"))
        #expect(report.notes[3].english.contains("not answered does not mean none"))
    }

    @Test("withheld pairs alone make a report partial: what was not asked is not known")
    func withheld() async throws {
        let bench = CheckBench(try await TestFederation())
        let household = try Examples.household(
            [Examples.member("m1", .householdHead), Examples.member("m3", .son)],
            authorisations: [Examples.authorisation(persons: ["m1"])]
        )
        let report = try await bench.run(household).report
        #expect(report.legs.allSatisfy { $0.state == .accepted })
        #expect(report.isPartial)
        #expect(report.picture.openLegs.allSatisfy { $0.subject.text == "m3" && $0.reason == "notQueried:noConsent" })
    }

    @Test("every note stands in both languages and holds no name and no number of a person")
    func words() async throws {
        for issued in try await ReportExamples.all() {
            for note in issued.report.notes {
                #expect(!note.chinese.isEmpty && !note.english.isEmpty)
                for member in issued.report.members {
                    #expect(!note.chinese.contains(member.name) && !note.english.contains(member.name))
                }
            }
        }
    }
}
