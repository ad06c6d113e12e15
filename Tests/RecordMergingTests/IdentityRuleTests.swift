import RecordMerging
import Testing
import VerificationDomain

@Suite("Identity and household rules")
struct IdentityRuleTests {
    private func deposit(_ identity: String, _ name: String, subject: String = "m1") -> VerificationRecord {
        Records.make(
            .deposit,
            subject,
            owner: RecordOwner(identityText: identity, nameText: name),
            keys: [RecordKey(.bankAccount, "102:1")],
            value: .exact(Money(fen: 100_000))
        )
    }

    @Test("ID-01: a 15-digit number is matched by its 18-digit form and noted")
    func fifteenDigits() throws {
        let old = try #require(People.father.fifteenDigitForm)
        let entry = try #require(Cases.picture(Cases.leg(.shanghai, [deposit(old, "甲大山")])).entries.first)
        #expect(entry.shows(.fifteenDigitNumber))
        #expect(entry.contribution == Interval(100_000))
    }

    @Test("ID-01: a centenarian's 15-digit number waits for a person and opens the total")
    func centenarian() {
        let picture = Cases.picture(Cases.leg(.shanghai, [deposit("319999800101996", "甲大山")]))
        #expect(picture.setAside.map(\.reason) == [.centenarianNumber])
        #expect(picture.hasConflict(.fifteenDigitNumber, .review))
        #expect(picture.total(.money)?.completeness == .undecidable)
    }

    @Test("ID-02: blanks and width in a name are no difference", arguments: ["甲 大山", "甲大　山"])
    func normalisedName(name: String) throws {
        let entry = try #require(Cases.picture(Cases.leg(.shanghai, [deposit(People.father.text, name)])).entries.first)
        #expect(entry.shows(.nameNormalised))
        #expect(entry.severity == .info)
    }

    @Test("ID-03: a placeholder in a name is merged and noted")
    func placeholder() throws {
        let entry = try #require(
            Cases.picture(Cases.leg(.shanghai, [deposit(People.father.text, "甲?山")])).entries.first
        )
        #expect(entry.shows(.nameVariant))
    }

    @Test("ID-03: a former name is merged and noted")
    func formerName() throws {
        let member = People.member("m1", People.father, "甲大山", formerNames: ["丁旧名"])
        let picture = Cases.picture(
            Cases.leg(.shanghai, [deposit(People.father.text, "丁旧名")]),
            household: Cases.household([member])
        )
        #expect(try #require(picture.entries.first).shows(.nameVariant))
    }

    @Test("ID-04: another name beside the same number is set aside, blocks, and opens the class")
    func mismatch() {
        let picture = Cases.picture(Cases.leg(.shanghai, [deposit(People.father.text, "丙某人")]))
        #expect(picture.entries.isEmpty)
        #expect(picture.setAside.map(\.reason) == [.nameMismatch])
        #expect(picture.hasConflict(.nameMismatch, .block))
        #expect(picture.total(.money)?.interval == .unknown)
        #expect(picture.indication.status == .undecidable)
        #expect(picture.indication.wording == .undecidable)
    }

    @Test("ID-04: an outcome of mismatched identity blocks too")
    func mismatchOutcome() {
        let picture = Cases.picture(Cases.leg(.anhui, .identityMismatch, [("m1", .deposit)]))
        #expect(picture.hasConflict(.nameMismatch, .block))
        #expect(picture.total(.money)?.openLegs.count == 1)
    }

    @Test("ID-05: the same name and birthday under another number is a question, never a merge")
    func changedNumber() {
        let other = People.number("32999919800101009")
        let picture = Cases.picture(Cases.leg(.shanghai, [deposit(other.text, "甲大山")]))
        #expect(picture.setAside.map(\.reason) == [.changedIdentity])
        #expect(picture.hasConflict(.changedNumber, .review))
    }

    @Test("the same name under another number is never the same person")
    func sameNameOnly() {
        let picture = Cases.picture(Cases.leg(.shanghai, [deposit(People.stranger.text, "甲大山")]))
        #expect(picture.setAside.map(\.reason) == [.otherIdentity])
        #expect(picture.entries.isEmpty)
    }

    @Test("a masked number, an organisation and an unknown subject are set aside with their reasons")
    func otherReasons() {
        let unknown = VerificationRecord(
            subject: People.reference("nobody"),
            category: .deposit,
            source: RecordSource(organisation: "bank", scope: .provincial),
            asOf: nil,
            retrievedAt: Timestamp(seconds: 0),
            owner: Records.owner("m1"),
            keys: [],
            value: nil
        )
        let company = RecordOwner(identityText: "91350100M000100Y43", nameText: "某公司")
        let vehicle = Records.make(.vehicle, "m1", owner: company)
        let picture = Cases.picture(
            Cases.leg(.shanghai, [deposit("31**************01", "甲大山"), unknown, vehicle])
        )
        #expect(Set(picture.setAside.map(\.reason)) == [.unreadableIdentity, .unknownSubject, .organisation])
        // A company's car is shown and opens nothing.
        #expect(picture.total(.vehicle)?.interval == .zero)
    }

    private func hukou(_ place: String, movedOut: String? = nil, asOf: String = "2026-06-20") -> VerificationRecord {
        Records.make(
            .hukou,
            "m1",
            asOf: asOf,
            [.address: .text(place), .movedOutOn: movedOut.map { .date(CalendarDate($0)!) }]
        )
    }

    @Test("ID-07: of two registrations the one that was not left stands")
    func movedHukou() throws {
        let picture = Cases.picture(
            Cases.leg(.anhui, [hukou("甲镇", movedOut: "2025-01-01")]),
            Cases.leg(.shanghai, [hukou("乙镇")])
        )
        let entry = try #require(picture.entries(.hukou).first)
        #expect(entry.rule == .twoHukou)
        #expect(entry.severity == .info)
        #expect(entry.role(.shanghai) == .kept)
        #expect(entry.role(.anhui) == .superseded)
    }

    @Test("ID-07: two live registrations are for a reviewer")
    func twoHukou() throws {
        let picture = Cases.picture(Cases.leg(.anhui, [hukou("甲镇")]), Cases.leg(.shanghai, [hukou("乙镇")]))
        #expect(picture.hasConflict(.twoHukou, .review))
        #expect(try #require(picture.entries(.hukou).first).roles == [.disputed, .disputed])
        #expect(picture.members.first?.notes == [.twoHukou])
    }

    @Test("the same registration from two regions is one and no conflict")
    func sameHukou() {
        let picture = Cases.picture(Cases.leg(.anhui, [hukou("甲镇")]), Cases.leg(.shanghai, [hukou("甲镇")]))
        #expect(picture.entries.count == 1)
        #expect(!picture.needsReview)
    }

    @Test("ID-09: the earliest documented date of death is used")
    func earliestDeath() throws {
        let records = [
            Records.make(.death, "m1", [.crematedOn: Records.date("2026-03-05")]),
            Records.make(.death, "m1", [.diedOn: Records.date("2026-03-01")]),
        ]
        let entry = try #require(Cases.picture(Cases.leg(.anhui, records)).entries(.death).first)
        #expect(entry.status == StatusFacts(code: "deceased", date: CalendarDate("2026-03-01")))
        #expect(entry.rule == .death)
    }

    @Test("ID-09: a hukou that ended with a death is evidence too")
    func deathInHukou() {
        let record = Records.make(.hukou, "m1", [.diedOn: Records.date("2026-03-01"), .address: .text("甲镇")])
        let picture = Cases.picture(Cases.leg(.anhui, [record]))
        #expect(picture.hasConflict(.death, .review))
        #expect(picture.members.first?.counting == .unsettled)
    }

    private func marriage(_ spouse: IdentityNumber, _ kind: String = "结婚", on day: String = "2010-10-10")
        -> VerificationRecord
    {
        Records.make(
            .marriage,
            "m1",
            [.registrationKind: .text(kind), .registeredOn: Records.date(day), .spouseIdentity: .text(spouse.text)]
        )
    }

    @Test("ID-10: a spouse who is a member is no conflict; one outside is a review when declared married")
    func spouse() {
        #expect(!Cases.picture(Cases.leg(.anhui, [marriage(People.mother)])).needsReview)
        let outside = Cases.picture(Cases.leg(.anhui, [marriage(People.stranger)]))
        #expect(outside.hasConflict(.undeclaredSpouse, .review))
        #expect(!outside.isBlocked)
    }

    @Test("ID-10: a later divorce ends the question")
    func divorced() {
        let picture = Cases.picture(
            Cases.leg(.anhui, [marriage(People.stranger)]),
            Cases.leg(.shanghai, [marriage(People.stranger, "离婚", on: "2020-01-01")])
        )
        #expect(!picture.needsReview)
    }

    @Test("ID-11: a marriage and a divorce of one day contradict each other")
    func contradiction() {
        let picture = Cases.picture(
            Cases.leg(.anhui, [marriage(People.mother)]),
            Cases.leg(.shanghai, [marriage(People.mother, "离婚")])
        )
        #expect(picture.hasConflict(.contradictoryMarriage, .review))
    }

    @Test("ID-14: assistance that ended before the application is only shown")
    func endedAssistance() {
        let record = Records.make(
            .assistance,
            "m1",
            [.programme: .text("dibao"), .endsOn: Records.date("2026-05-31")]
        )
        #expect(!Cases.picture(Cases.leg(.anhui, [record])).needsReview)
    }

    @Test("ID-16: a protected person's detail stays out, the class stays open, an officer is asked")
    func restricted() {
        let picture = Cases.picture(Cases.leg(.anhui, .restricted, [("m1", .deposit)]))
        #expect(picture.hasConflict(.protectedPerson, .review))
        #expect(picture.total(.money)?.openLegs.map(\.reason) == ["restricted"])
    }

    @Test("no picture holds an identity number or a name")
    func nothingPersonal() {
        for seed in 0..<50 {
            let text = GeneratedCase(seed: seed).picture().json.canonicalText
            for member in People.family {
                #expect(!text.contains(member.identity.text))
                #expect(!text.contains(member.name.text))
            }
        }
    }

    @Test("a date after the reading counts as missing, and is for a reviewer", arguments: ["2026-07-08", "2027-01-01"])
    func futureDate(day: String) throws {
        let picture = Cases.picture(
            Cases.leg(.shanghai, [Records.deposit(fen: 100, asOf: "2026-06-01")]),
            Cases.leg(.jiangsu, [Records.deposit(fen: 900, asOf: day)])
        )
        let entry = try #require(picture.entries.first)
        #expect(entry.contribution == Interval(100))
        #expect(entry.rule == .futureAsOf)
        #expect(entry.severity == .review)
        let alone = Cases.picture(Cases.leg(.jiangsu, [Records.deposit(fen: 900, asOf: day)]))
        #expect(alone.entries.first?.shows(.stale) == true)
    }

    @Test("a date on the day of the reading is no future date")
    func dateOfTheReading() {
        let picture = Cases.picture(Cases.leg(.shanghai, [Records.deposit(fen: 100, asOf: "2026-07-07")]))
        #expect(!picture.needsReview)
    }

    private func registration(_ kind: String?, spouse: IdentityNumber?, on day: String? = "2010-10-10")
        -> VerificationRecord
    {
        Records.make(
            .marriage,
            "m1",
            [
                .registrationKind: kind.map { .text($0) }, .registeredOn: day.map { Records.date($0) },
                .spouseIdentity: spouse.map { .text($0.text) },
            ]
        )
    }

    @Test("a kind of marriage registration that cannot be read is not taken for no marriage", arguments: [nil, "补领"])
    func unreadableKind(kind: String?) throws {
        let picture = Cases.picture(Cases.leg(.anhui, [registration(kind, spouse: People.stranger)]))
        let entry = try #require(picture.entries(.marriage).first)
        #expect(entry.status?.code == "unknown")
        #expect(entry.needsReview)
    }

    @Test(
        "ID-10: a marriage without the spouse's number stops who declared none",
        arguments: [MaritalStatus.unmarried, .divorced]
    )
    func spouseUnknown(status: MaritalStatus) {
        let single = Cases.household([People.member("m1", People.father, "甲大山", marital: status)])
        let picture = Cases.picture(Cases.leg(.anhui, [registration("结婚", spouse: nil)]), household: single)
        #expect(picture.hasConflict(.undeclaredSpouse, .block))
        let married = Cases.picture(Cases.leg(.anhui, [registration("结婚", spouse: nil)]))
        #expect(!married.isBlocked)
    }

    @Test("ID-11: a divorce without its date does not end a marriage by itself")
    func undatedDivorce() {
        let picture = Cases.picture(
            Cases.leg(.anhui, [registration("结婚", spouse: People.mother)]),
            Cases.leg(.shanghai, [registration("离婚", spouse: People.mother, on: nil)])
        )
        #expect(picture.hasConflict(.contradictoryMarriage, .review))
    }

    @Test("ID-13: a judicial status leaves open who is counted, until a reviewer confirms it")
    func judicial() throws {
        let legs = [Cases.leg(.anhui, [Records.make(.judicial, "m3", [.status: .text("服刑")])])]
        let open = Cases.merge(legs)
        #expect(open.hasConflict(.judicialStatus, .review))
        #expect(open.members.map(\.counting) == [.counted, .counted, .unsettled, .counted])
        let entry = try #require(open.entries(.judicial).first)
        let settled = Cases.merge(legs, decisions: [Cases.decision(entry.id, .confirm, seeing: legs)])
        #expect(settled.members[2].counting == .notCounted)
        #expect(!settled.needsReview)
    }

    @Test(
        "G-03: what no rule handles is for a reviewer",
        arguments: [ItemCategory.auxiliary, .charityAid, .medicalExpense]
    )
    func unhandled(item: ItemCategory) throws {
        let entry = try #require(Cases.picture(Cases.leg(.anhui, [Records.make(item, "m1")])).entries.first)
        #expect(entry.shows(.unhandled))
        #expect(entry.severity == .review)
    }
}
