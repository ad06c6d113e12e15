import RecordMerging
import Testing
import VerificationDomain

@Suite("Whose a record is")
struct AttributionTests {
    private func income(of picture: Picture, _ member: String? = nil) -> Interval? {
        picture.total(.income, of: member.map(People.reference))?.interval
    }

    @Test(
        "an asset under another member's number is that member's, whoever was asked about",
        arguments: [
            (ItemCategory.deposit, RecordKey.Kind.bankAccount), (.vehicle, .vehicleIdentification),
            (.realEstate, .realEstateUnit),
        ]
    )
    func otherMembersAsset(item: ItemCategory, key: RecordKey.Kind) {
        let record = Records.make(item, "m1", owner: Records.owner("m2"), keys: [RecordKey(key, "1")])
        let picture = Cases.picture(Cases.leg(.shanghai, [record]))
        #expect(picture.entries.map { $0.holders.map(\.member.text) } == [["m2"]])
        #expect(picture.setAside.isEmpty)
    }

    @Test("an income under another member's number is set aside, and opens the income of the one asked about")
    func otherMembersIncome() {
        let record = Records.income(.incomeTax, "m1", fen: 1_200_000, owner: Records.owner("m2"))
        let picture = Cases.picture(Cases.leg(.shanghai, [record]))
        #expect(picture.entries.isEmpty)
        #expect(picture.setAside.map(\.reason) == [.otherMember])
        #expect(income(of: picture) == .unknown)
        #expect(income(of: picture, "m1") == .unknown)
        #expect(income(of: picture, "m2") == .zero)
    }

    @Test("an income of a person who was never asked about may be any member's, and opens everybody's")
    func strangersIncome() {
        let record = Records.income(.incomeTax, "nobody", fen: 1_200_000, owner: Records.owner("m1"))
        let picture = Cases.picture(Cases.leg(.shanghai, [record]))
        #expect(picture.setAside.map(\.reason) == [.unknownSubject])
        #expect(income(of: picture) == .unknown)
        for member in People.family {
            #expect(income(of: picture, member.reference.text) == .unknown)
        }
        #expect(picture.indication.status == .undecidable)
    }

    @Test(
        "ID-05: a stranger of the same birthday is no changed number where the name is another",
        arguments: [("甲大山", SetAsideRecord.Reason.changedIdentity), ("丙某人", .otherIdentity), ("???", .otherIdentity)]
    )
    func sameBirthday(name: String, reason: SetAsideRecord.Reason) {
        let other = People.number("32999919800101009")
        let record = Records.make(
            .deposit,
            "m1",
            owner: RecordOwner(identityText: other.text, nameText: name),
            keys: [RecordKey(.bankAccount, "102:1")],
            value: .exact(Money(fen: 100_000))
        )
        let picture = Cases.picture(Cases.leg(.shanghai, [record]))
        #expect(picture.setAside.map(\.reason) == [reason])
        #expect(picture.hasConflict(.changedNumber, .review) == (reason == .changedIdentity))
        #expect(picture.total(.money)?.interval == .unknown)
    }
}
