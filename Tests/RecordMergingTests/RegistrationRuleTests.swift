import RecordMerging
import Testing
import VerificationDomain

@Suite("Household and marriage registration")
struct RegistrationRuleTests {
    private func hukou(_ place: String, movedOut: String? = nil, asOf: String) -> VerificationRecord {
        Records.make(
            .hukou,
            "m1",
            asOf: asOf,
            [.address: .text(place), .movedOutOn: movedOut.map { Records.date($0) }]
        )
    }

    /// One place was left, by a record of one day, and is said to be live by a record of another; a second place is
    /// live too.
    private func picture(leftAsOf left: String, seenAsOf seen: String) -> Picture {
        Cases.picture(
            Cases.leg(.anhui, [hukou("甲镇", movedOut: "2025-01-01", asOf: left)]),
            Cases.leg(.zhejiang, [hukou("甲镇", asOf: seen)]),
            Cases.leg(.shanghai, [hukou("乙镇", asOf: "2026-06-20")])
        )
    }

    @Test("ID-07: a registration that is seen live after it was left stands again, beside the new one")
    func seenAgain() throws {
        let picture = picture(leftAsOf: "2026-01-10", seenAsOf: "2026-06-20")
        let entry = try #require(picture.entries(.hukou).first)
        #expect(entry.rule == .twoHukou)
        #expect(entry.severity == .review)
        #expect(entry.decidedBy == nil)
        #expect(entry.role(.anhui) == .superseded)
        #expect(entry.role(.zhejiang) == .disputed)
        #expect(entry.role(.shanghai) == .disputed)
        #expect(picture.members.first?.notes == [.twoHukou])
    }

    @Test(
        "ID-07: a registration that was live before it was left, or on the same day, is over",
        arguments: ["2026-01-10", "2026-06-01"]
    )
    func seenBefore(day: String) throws {
        let picture = picture(leftAsOf: "2026-06-01", seenAsOf: day)
        let entry = try #require(picture.entries(.hukou).first)
        #expect(entry.rule == .twoHukou)
        #expect(entry.severity == .info)
        #expect(entry.decidedBy?.region == .shanghai)
        #expect(entry.role(.shanghai) == .kept)
        #expect(picture.members.first?.notes == [])
    }

    private func marriage(spouse: String) -> Picture {
        let record = Records.make(
            .marriage,
            "m1",
            [
                .registrationKind: .text("结婚"), .registeredOn: Records.date("2010-10-10"),
                .spouseIdentity: .text(spouse),
            ]
        )
        return Cases.picture(Cases.leg(.anhui, [record]))
    }

    @Test("ID-01: a spouse under the 15-digit number of before is found among the members")
    func spouseByOldNumber() throws {
        let member = try #require(People.mother.fifteenDigitForm)
        #expect(!marriage(spouse: member).needsReview)
        let outside = try #require(People.stranger.fifteenDigitForm)
        #expect(marriage(spouse: outside).hasConflict(.undeclaredSpouse, .review))
    }

    @Test(
        "ID-10: a spouse's number that cannot be read is no member's",
        arguments: ["32**************02", "", "329999820230002", "329999820202996"]
    )
    func unreadableSpouse(number: String) {
        #expect(marriage(spouse: number).hasConflict(.undeclaredSpouse, .review))
    }
}
