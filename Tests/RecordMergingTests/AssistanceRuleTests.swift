import RecordMerging
import Testing
import VerificationDomain

@Suite("Assistance that a member already receives")
struct AssistanceRuleTests {
    private func record(_ programme: String?, status: String = "在保") -> VerificationRecord {
        Records.make(
            .assistance,
            "m1",
            [
                .programme: programme.map { .text($0) }, .status: .text(status),
                .startsOn: Records.date("2024-05-01"),
            ]
        )
    }

    @Test(
        "ID-14: assistance that its register calls stopped is not in force, although no last day is given",
        arguments: ["停发", "已停保", "终止", "注销", "stopped", "ended"]
    )
    func stopped(status: String) throws {
        let picture = Cases.picture(Cases.leg(.anhui, [record("dibao", status: status)]))
        let entry = try #require(picture.entries(.assistance).first)
        #expect(entry.status == StatusFacts(code: "ended", date: CalendarDate("2024-05-01")))
        #expect(!entry.shows(.assistanceElsewhere))
        #expect(!picture.needsReview)
        #expect(picture.members.first?.notes == [])
    }

    @Test(
        "ID-14: what may come on top of the minimum living guarantee is shown and stops nothing",
        arguments: ["temporaryAssistance", "emergencyMedical", "临时救助", "疾病应急救助"]
    )
    func onTop(programme: String) throws {
        let picture = Cases.picture(Cases.leg(.anhui, [record(programme)]))
        let entry = try #require(picture.entries(.assistance).first)
        #expect(entry.status?.code == "active")
        #expect(entry.rule == .assistanceElsewhere)
        #expect(entry.severity == .info)
        #expect(!picture.needsReview)
        #expect(picture.members.first?.notes == [])
    }

    @Test(
        "ID-14: what excludes it stops the report, and so does assistance of no known kind",
        arguments: ["dibao", "dibaoMargin", "tekun", "农村低保", "最低生活保障边缘家庭", "特困供养", nil]
    )
    func excluding(programme: String?) {
        let picture = Cases.picture(Cases.leg(.anhui, [record(programme)]))
        #expect(picture.hasConflict(.assistanceElsewhere, .block))
        #expect(picture.members.first?.notes == [.assistanceElsewhere])
    }

    @Test("ID-14: temporary help elsewhere does not hide a minimum living guarantee elsewhere")
    func bothElsewhere() {
        let records = [record("temporaryAssistance"), record("dibao")]
        #expect(Cases.picture(Cases.leg(.anhui, records)).isBlocked)
    }
}
