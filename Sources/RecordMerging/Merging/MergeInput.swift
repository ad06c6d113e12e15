public import VerificationDomain

/// Everything that a merge depends on. Legs hold verified answers only, or a stated outcome for what was not answered.
public struct MergeInput: Sendable {
    public let household: Household
    public let legs: [LegFinding]
    public let rulePack: RulePack
    public let decisions: [ReviewDecision]
    /// Computes what decisions rest on; `nil` without decisions.
    let digesting: (any Digesting)?

    public init(household: Household, legs: [LegFinding], rulePack: RulePack) {
        self.household = household
        self.legs = legs
        self.rulePack = rulePack
        decisions = []
        digesting = nil
    }

    /// With what reviewers decided. `digesting` is a pure function, so the merge stays one.
    public init(
        household: Household,
        legs: [LegFinding],
        rulePack: RulePack,
        decisions: [ReviewDecision],
        digesting: any Digesting
    ) {
        self.household = household
        self.legs = legs
        self.rulePack = rulePack
        self.decisions = decisions
        self.digesting = digesting
    }
}
