import RecordMerging
import Testing
import VerificationDomain

@Suite("The order of conflicts")
struct ConflictOrderTests {
    @Test("what stops the report stands first and what is only shown last, whatever the rules are called")
    func gravestFirst() {
        let dollars = RecordValue.exact(Money(fen: 100, currency: Currency("USD")!))
        let otherName = RecordOwner(identityText: People.father.text, nameText: "丙某人")
        let records = [
            Records.deposit(account: "102:1", value: dollars), Records.vehicle(),
            Records.make(.deposit, "m1", owner: otherName, keys: [RecordKey(.bankAccount, "102:2")]),
        ]
        let picture = Cases.picture(
            Cases.leg(.shanghai, records),
            Cases.leg(.jiangsu, none: [("m1", .vehicle)])
        )
        #expect(picture.conflicts.map(\.rule) == [.nameMismatch, .foreignCurrency, .noneAndFound])
        #expect(picture.conflicts.map(\.severity) == [.block, .review, .info])
    }

    @Test("of one severity they stand in the order of their rules")
    func byRule() {
        let single = [People.member("m1", People.father, "甲大山")]
        let records = [
            Records.make(.judicial, "m1", [.status: .text("服刑")]),
            Records.vehicle(status: "C"), Records.home(coOwnership: .joint, [.rightHolderCount: .integer(2)]),
        ]
        let picture = Cases.picture(Cases.leg(.zhejiang, records), household: Cases.household(single))
        #expect(picture.conflicts.map(\.rule) == [.judicialStatus, .jointWithoutShare, .flaggedVehicle])
        #expect(picture.conflicts.allSatisfy { $0.severity == .review })
    }
}
