import VerificationDomain

/// Who counts for limits per person: a death or a judicial status must be confirmed before anyone is left out.
enum MemberCounting: Sendable {
    private static let rules: Set<RuleIdentifier> = [.death, .judicialStatus]

    static func members(_ entries: [NamedEntry], _ draft: PictureDraft) -> [PictureMember] {
        var open: Set<Int> = []
        var confirmed: Set<Int> = []
        for entry in entries where entry.draft.category.valuation == .status {
            guard entry.draft.findings.contains(where: { rules.contains($0.rule) }) else { continue }
            let members = entry.draft.holders.map(\.member)
            switch entry.draft.decision?.choice {
            case nil: open.formUnion(members)
            case .confirm?, .adopt?: confirmed.formUnion(members)
            case .exclude?: break
            }
        }
        return draft.context.members.indices.map { member in
            let counting: PictureMember.Counting =
                confirmed.contains(member) ? .notCounted : open.contains(member) ? .unsettled : .counted
            return PictureMember(
                reference: draft.context.reference(member),
                counting: counting,
                notes: draft.memberNotes[member].sorted()
            )
        }
    }
}
