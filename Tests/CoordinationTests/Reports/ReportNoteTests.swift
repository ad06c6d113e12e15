import Coordination
import RecordMerging
import TestSupport
import Testing
import VerificationDomain

@Suite("A report says what it may be used for and what it does not say")
struct ReportNoteTests {
    @Test("a full report of an unconfirmed rule pack: purpose, objection, indication, unconfirmed")
    func full() async throws {
        let report = try await ReportExamples.full().report
        #expect(report.json["label"] == "full")
        let notes = report.notes.map(\.chinese)
        #expect(notes.contains { $0.contains("最低生活保障") && $0.contains("不得用于其他用途") })
        for words in ["5日内", "不是审核决定", "verified: false"] {
            #expect(notes.contains { $0.contains(words) }, "\(words)")
        }
        #expect(!notes.contains { $0.contains("部分反馈") })
    }

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

    @Test("the note on unconfirmed figures is left out where an officer confirmed them", arguments: [false, true])
    func confirmed(isVerified: Bool) async throws {
        let json = try ReportExamples.json(try await ReportExamples.full())
        let changed = json.changing(["picture", "rulePack", "verified"]) { _ in .bool(isVerified) }
        let notes = try VerificationReport(json: JSONCursor(changed)).notes
        #expect(notes.contains { $0.chinese.contains("verified: false") } == !isVerified)
        #expect(notes.count == (isVerified ? 3 : 4))
    }

    @Test("the note on its use names the region that receives it and the programme that it is for")
    func purpose() async throws {
        for issued in try await ReportExamples.all() {
            let note = try #require(issued.report.notes.first)
            #expect(note.chinese.contains("仅供受理地上海市黄浦区(310101)民政部门"))
            #expect(note.chinese.contains("审核最低生活保障申请使用"))
            #expect(note.english.contains("310101") && note.english.contains("dibao"))
        }
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
