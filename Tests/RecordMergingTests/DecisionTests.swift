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
        at seconds: Int64 = 1_783_400_000
    ) -> ReviewDecision {
        ReviewDecision(
            entry: entry,
            choice: choice,
            reason: "statement of the bank seen",
            reviewer: "reviewer1",
            decidedAt: Timestamp(seconds: seconds)
        )
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
        let settled = Cases.merge(legs + [open], decisions: [decision(entry.id, .exclude)])
        #expect(settled.total(.money)?.interval == .unknown)
        #expect(settled.indication.status == .undecidable)
    }
}
