public import VerificationDomain

/// Everything that a merge depends on. Legs hold verified answers only, or a stated outcome for what was not answered.
public struct MergeInput: Sendable {
    public let household: Household
    public let legs: [LegFinding]
    public let rulePack: RulePack
    public let decisions: [ReviewDecision]

    public init(household: Household, legs: [LegFinding], rulePack: RulePack, decisions: [ReviewDecision] = []) {
        self.household = household
        self.legs = legs
        self.rulePack = rulePack
        self.decisions = decisions
    }
}
