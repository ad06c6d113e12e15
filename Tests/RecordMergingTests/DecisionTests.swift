import RecordMerging
import Testing
import VerificationDomain

@Suite("Reviewers' decisions")
struct DecisionTests {
    let legs = [
        Cases.leg(.shanghai, [Records.deposit(fen: 100)]), Cases.leg(.jiangsu, [Records.deposit(fen: 250)]),
    ]

    private func decision(
        _ entry: EntryIdentifier,
        _ choice: ReviewDecision.Choice,
        seeing legs: [LegFinding]? = nil,
        at seconds: Int64 = 1_783_400_000
    ) -> ReviewDecision { Cases.decision(entry, choice, seeing: legs ?? self.legs, at: seconds) }

    /// The only entry of these legs after one decision about it.
    private func settled(_ legs: [LegFinding], _ choice: (PictureEntry) -> ReviewDecision.Choice) throws -> PictureEntry
    {
        let open = try #require(Cases.merge(legs).entries.first)
        let picture = Cases.merge(legs, decisions: [decision(open.id, choice(open), seeing: legs)])
        return try #require(picture.entries.first)
    }

    @Test("an adopted candidate becomes the value, and the conflict is settled")
    func adopt() throws {
        let open = try #require(Cases.merge(legs).entries.first)
        let candidate = open.candidates[1]
        let choice = ReviewDecision.Choice.adopt(label: candidate.label, value: candidate.value)
        let settled = Cases.merge(legs, decisions: [decision(open.id, choice)])
        let entry = try #require(settled.entries.first)
        #expect(entry.contribution == Interval(250))
        #expect(entry.rule == .decided)
        #expect(entry.shows(.sourcesDisagree))
        #expect(entry.decision?.reviewer == "reviewer1")
        #expect(!settled.needsReview)
    }

    @Test("a decision about contents that have changed is not applied")
    func changed() throws {
        let open = try #require(Cases.merge(legs).entries.first)
        let choice = ReviewDecision.Choice.adopt(label: "B", value: Interval(999))
        let picture = Cases.merge(legs, decisions: [decision(open.id, choice)])
        let entry = try #require(picture.entries.first)
        #expect(entry.shows(.decisionDoesNotFit))
        #expect(entry.contribution == open.contribution)
        #expect(entry.needsReview)
    }

    @Test("an excluded entry adds nothing and stays listed")
    func exclude() throws {
        let open = try #require(Cases.merge(legs).entries.first)
        let picture = Cases.merge(legs, decisions: [decision(open.id, .exclude)])
        #expect(picture.total(.money)?.interval == .zero)
        #expect(picture.entries.first?.sources.count == 2)
    }

    @Test("of several decisions the latest counts, in any order")
    func latest() throws {
        let open = try #require(Cases.merge(legs).entries.first)
        let decisions = [decision(open.id, .exclude, at: 1), decision(open.id, .confirm, at: 2)]
        let first = Cases.merge(legs, decisions: decisions)
        #expect(first == Cases.merge(legs, decisions: decisions.reversed()))
        #expect(first.total(.money)?.interval == Interval(250))
    }

    @Test("an entry keeps its name when another region answers too")
    func stableNames() throws {
        let before = try #require(Cases.merge([legs[0]]).entries.first)
        let more = Cases.merge(legs + [Cases.leg(.anhui, [Records.deposit(account: "000:0", fen: 7)])])
        #expect(more.entries.contains { $0.id == before.id })
    }

    @Test("a decision about no entry is named and changes no figure")
    func unknownEntry() throws {
        let picture = Cases.merge(legs, decisions: [decision(EntryIdentifier("money-0000000000000000")!, .exclude)])
        #expect(picture.hasConflict(.decisionDoesNotFit, .info))
        #expect(picture.totals == Cases.merge(legs).totals)
    }

    @Test("a decision reads back from its JSON")
    func roundTrip() throws {
        for choice in [ReviewDecision.Choice.confirm, .exclude, .adopt(label: "A", value: Interval(low: 1, high: nil))]
        {
            let original = decision(EntryIdentifier("money-00")!, choice)
            #expect(try ReviewDecision(json: JSONCursor(original.json)) == original)
        }
    }

    @Test("a decision opens no class that a missing answer opened")
    func missingStaysMissing() throws {
        let open = Cases.leg(.anhui, .unavailable(.timedOut), [("m1", .deposit)])
        let picture = Cases.merge(legs + [open])
        let entry = try #require(picture.entries.first)
        let decided = decision(entry.id, .exclude, seeing: legs + [open])
        let settled = Cases.merge(legs + [open], decisions: [decided])
        #expect(settled.total(.money)?.interval == .unknown)
        #expect(settled.indication.status == .undecidable)
    }

    @Test("confirming a home that may or may not count makes it one, whatever it is worth")
    func confirmCount() throws {
        let contract = Cases.leg(
            .zhejiang,
            [
                Records.make(
                    .realEstateContract,
                    "m1",
                    keys: [RecordKey(.realEstateUnit, Records.unit)],
                    value: .exact(Money(fen: 50_000_000)),
                    [.use: .text("11")]
                ),
                Records.make(
                    .realEstateContract,
                    "m1",
                    keys: [RecordKey(.realEstateUnit, Records.unit)],
                    value: .exact(Money(fen: 60_000_000)),
                    [.use: .text("11")]
                ),
            ]
        )
        let entry = try settled([contract]) { _ in .confirm }
        #expect(entry.contribution == Interval(1))
        #expect(entry.asset?.value == Interval(low: 50_000_000, high: 60_000_000))
        let adopted = try settled([contract]) { .adopt(label: "A", value: $0.candidates[0].value) }
        #expect(adopted.asset?.value == Interval(50_000_000))
        #expect(adopted.contribution == Interval(low: 0, high: 1))
    }

    @Test("confirming or excluding a shop counts it or not under the rule on other property")
    func confirmShop() throws {
        let legs = [
            Cases.leg(
                .zhejiang,
                [Records.make(.realEstateContract, "m1", keys: [RecordKey(.contractNumber, "K1")], [.use: .text("31")])]
            )
        ]
        func line(_ choice: ReviewDecision.Choice?) throws -> IndicationLine? {
            let open = try #require(Cases.merge(legs).entries.first)
            let decisions = choice.map { [decision(open.id, $0, seeing: legs)] } ?? []
            return Cases.merge(legs, decisions: decisions).indication.lines.first { $0.limit == .nonResidential }
        }
        #expect(try line(nil)?.total == Interval(low: 0, high: 1))
        #expect(try line(.confirm)?.total == Interval(1))
        #expect(try line(.exclude)?.total == .zero)
    }

    @Test("an adopted balance is divided by the registered shares")
    func adoptShares() throws {
        let third = ShareStatement.rational(Share("1/3")!)
        let holders: [DetailName: DetailValue?] = [.rightHolderCount: .integer(3)]
        let legs = [
            Cases.leg(.shanghai, [Records.deposit(fen: 300, share: third, holders)]),
            Cases.leg(.jiangsu, [Records.deposit(fen: 900, share: third, holders)]),
        ]
        let entry = try settled(legs) { .adopt(label: "B", value: $0.candidates[1].value) }
        #expect(entry.contribution == Interval(300))
        #expect(entry.holders.map(\.part) == [Interval(300)])
    }

    @Test(
        "a decision does not outlive the records that it settled",
        arguments: [ReviewDecision.Choice.confirm, .exclude, .adopt(label: "B", value: Interval(250))]
    )
    func changedSources(choice: ReviewDecision.Choice) throws {
        let open = try #require(Cases.merge(legs).entries.first)
        let decided = decision(open.id, choice)
        let changed = [legs[0], Cases.leg(.jiangsu, [Records.deposit(fen: 250, [.accountKind: .text("定期")])])]
        let entry = try #require(Cases.merge(changed, decisions: [decided]).entries.first)
        #expect(entry.id == open.id)
        #expect(entry.shows(.decisionDoesNotFit))
        #expect(entry.needsReview)
        #expect(entry.decision == nil)
        // As if nobody had decided.
        #expect(entry.contribution == Cases.merge(changed).entries.first?.contribution)
    }

    @Test("a record that is read again and says the same leaves a decision standing")
    func readAgain() throws {
        let open = try #require(Cases.merge(legs).entries.first)
        let again = legs.map { leg in
            LegFinding(region: leg.region, outcomes: leg.outcomes, records: leg.records.map { Records.reread($0) })
        }
        let entry = try #require(Cases.merge(again, decisions: [decision(open.id, .confirm)]).entries.first)
        #expect(entry.decision != nil)
        #expect(entry.contribution == Interval(250))
    }

    @Test("a decision about one account never passes to another that takes over its name")
    func takenName() throws {
        let open = try #require(Cases.merge(legs).entries.first)
        let other = [Cases.leg(.shanghai, [Records.deposit(account: "999:9", fen: 9)])]
        let taken = ReviewDecision(
            entry: try #require(Cases.merge(other).entries.first).id,
            basis: decision(open.id, .exclude).basis,
            choice: .exclude,
            reason: "closed",
            reviewer: "reviewer1",
            decidedAt: Timestamp(seconds: 1)
        )
        let picture = Cases.merge(other, decisions: [taken])
        #expect(picture.total(.money)?.interval == Interval(9))
        #expect(picture.hasConflict(.decisionDoesNotFit, .review))
    }
}
