import RecordMerging
import Testing
import VerificationDomain

@Suite("Who owns a property")
struct PropertyOwnershipTests {
    private func entry(_ records: VerificationRecord...) throws -> PictureEntry {
        let picture = Cases.picture(Cases.leg(.zhejiang, records))
        #expect(picture.entries.count == 1)
        return try #require(picture.entries.first)
    }

    private func sole(_ subject: String, registered day: String?) -> VerificationRecord {
        Records.home(subject, coOwnership: .sole, [.registeredOn: day.map(Records.date)])
    }

    @Test(
        "RE-07: two who each own it alone contradict each other where no date says who came last",
        arguments: [
            (nil, nil), ("2015-01-01", nil), (nil, "2026-05-01"), ("2015-01-01", "2015-01-01"),
        ] as [(String?, String?)]
    )
    func soleOwners(first: String?, second: String?) throws {
        let entry = try entry(sole("m1", registered: first), sole("m2", registered: second))
        #expect(entry.rule == .sharesContradict)
        #expect(entry.severity == .review)
        #expect(entry.holders.map(\.member.text) == ["m1", "m2"])
        #expect(entry.contribution == Interval(1))
    }

    @Test("RE-07: who was registered again after a cancellation owns it again")
    func registeredAgain() throws {
        let before = Records.home(
            asOf: "2026-01-15",
            [.registeredOn: Records.date("2015-01-01"), .cancelledOn: Records.date("2026-01-01")]
        )
        let after = Records.home(asOf: "2026-06-20", [.registeredOn: Records.date("2026-03-01")])
        let entry = try entry(before, after)
        #expect(entry.contribution == Interval(1))
        #expect(entry.severity == .info)
        #expect(!entry.shows(.transferredProperty))
        #expect(entry.roles.last == .kept)
    }

    @Test("RE-03: a share of one owner beside an owner without one leaves the household's share open")
    func oneShareMissing() throws {
        let entry = try entry(
            Records.home("m1", coOwnership: .byShares, share: .rational(Share("1/2")!)),
            Records.home("m2", coOwnership: .byShares)
        )
        #expect(entry.rule == .sharesContradict)
        #expect(entry.severity == .review)
        #expect(entry.asset?.share == nil)
        #expect(entry.holders.map(\.share) == [Share("1/2"), nil])
        #expect(entry.contribution == Interval(1))
    }
}
