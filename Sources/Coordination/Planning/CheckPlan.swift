public import VerificationDomain

/// Which region is asked about whom and what, and what is withheld and why.
public struct CheckPlan: Sendable, Hashable {
    /// The province whose rules decide: where the household applies.
    public let decidingRegion: ProvinceCode
    /// One leg a region, in the order of the region codes.
    public let legs: [PlannedLeg]
    /// The regions of the federation that nothing ties to the household: they are not asked, and have no leg.
    public let untiedRegions: [ProvinceCode]

    public init(decidingRegion: ProvinceCode, legs: [PlannedLeg], untiedRegions: [ProvinceCode] = []) {
        self.decidingRegion = decidingRegion
        self.legs = legs.sorted { $0.region < $1.region }
        self.untiedRegions = untiedRegions.sorted()
    }
}

/// One region's part of a check.
public struct PlannedLeg: Sendable, Hashable {
    public let region: ProvinceCode
    /// Every pair that the region is asked about; never empty for a leg that is sent.
    public let asked: [SubjectItem]
    /// Pairs that belong to this region's part and are not asked, with the reason.
    public let withheld: [ItemOutcome]

    public init(region: ProvinceCode, asked: [SubjectItem], withheld: [ItemOutcome]) {
        self.region = region
        self.asked = asked.sorted()
        self.withheld = withheld
    }

    public var subjects: [SubjectReference] { Set(asked.map(\.subject)).sorted() }
    public var items: [ItemCategory] { Set(asked.map(\.item)).sorted() }

    /// What the report says when the whole leg ends without an answer.
    public func finding(without status: OutcomeStatus) -> LegFinding {
        let unanswered = LegFinding(region: region, asked: asked, status: status)
        return LegFinding(region: region, outcomes: unanswered.outcomes + withheld, records: [])
    }

    /// An answer's outcomes together with what was withheld from the query. A pair that was withheld but stands in the
    /// query's subjects × items keeps the withheld outcome: we know better why it was not asked.
    public func finding(answered: LegFinding) -> LegFinding {
        let held = Set(withheld.map { SubjectItem($0.subject, $0.item) })
        let outcomes = answered.outcomes.filter { !held.contains(SubjectItem($0.subject, $0.item)) }
        let records = answered.records.filter { !held.contains(SubjectItem($0.subject, $0.category)) }
        return LegFinding(region: region, outcomes: outcomes + withheld, records: records)
    }
}
