public import VerificationDomain

/// Merges what the regions said about a household into one picture (docs/merging.md).
public struct RecordMerger: Sendable {
    /// The picture. Pure: no clock, no input or output, no randomness; the order of legs, outcomes and records plays no
    /// part, and a leg that is given twice changes nothing. Never fails: what cannot be settled is an entry for review.
    public static func merge(_ input: MergeInput) -> Picture {
        let (entries, coverage, draft) = entries(input)
        return PictureAssembly.assemble(entries, draft, coverage: coverage, input)
    }

    /// What a decision about an entry rests on, for a reviewer to sign: its full key, its records and what they came
    /// to. `nil` when there is no such entry. Costs one merge.
    public static func basis(
        of entry: EntryIdentifier,
        in input: MergeInput,
        digesting: any Digesting
    ) -> Digest? {
        guard let found = entries(input).entries.first(where: { $0.id == entry }) else { return nil }
        return DecisionBasis(records(of: input.legs), digesting).digest(of: found)
    }

    /// Every entry with its name, before anything was decided about it.
    private static func entries(_ input: MergeInput) -> (
        entries: [NamedEntry], coverage: CoverageTable, draft: PictureDraft
    ) {
        let context = MergeContext(household: input.household, rulePack: input.rulePack)
        let coverage = CoverageTable(input.legs, context: context)
        var draft = PictureDraft(context: context)
        let evidence = AttributionPass.run(CanonicalRecords.ordered(input.legs), into: &draft)
        StatusPass.run(evidence, into: &draft)
        RealEstatePass.run(evidence, into: &draft)
        VehiclePass.run(evidence, into: &draft)
        MoneyPass.run(evidence, into: &draft)
        CountedPass.run(evidence, into: &draft)
        IncomePass.run(evidence, into: &draft)
        coverage.addConflicts(to: &draft)
        return (EntryNaming.name(draft.entries), coverage, draft)
    }

    /// The records behind the references of a picture, in canonical order.
    public static func records(of legs: [LegFinding]) -> [ReferencedRecord] { CanonicalRecords.ordered(legs) }
}

/// A record with the reference by which a picture names it.
public struct ReferencedRecord: Sendable, Hashable {
    public let reference: RecordReference
    public let record: VerificationRecord
}
