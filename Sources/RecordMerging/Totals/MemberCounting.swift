import VerificationDomain

/// Who counts for limits per person: a death or a judicial status must be confirmed before anyone is left out.
struct MemberCounting: Sendable {
    private static let rules: Set<RuleIdentifier> = [.death, .judicialStatus]

    /// Members of whom something is to be confirmed.
    private var open: Set<Int> = []
    private var confirmed: Set<Int> = []
    private var confirmedDead: Set<Int> = []
    private var deniedDead: Set<Int> = []
    private var openDead: Set<Int> = []

    init(_ entries: [NamedEntry]) {
        for entry in entries where entry.draft.category.valuation == .status {
            let found = Self.rules.filter { rule in entry.draft.findings.contains { $0.rule == rule } }
            guard !found.isEmpty else { continue }
            let members = entry.draft.holders.map(\.member)
            let isDeath = found.contains(.death)
            switch entry.draft.decision?.choice {
            case nil:
                open.formUnion(members)
                if isDeath { openDead.formUnion(members) }
            case .confirm?, .adopt?:
                confirmed.formUnion(members)
                if isDeath { confirmedDead.formUnion(members) }
            case .exclude?: if isDeath { deniedDead.formUnion(members) }
            }
        }
    }

    /// A reviewer confirmed the member's death.
    func isConfirmed(_ member: Int) -> Bool { confirmedDead.contains(member) }
    /// A reviewer left all evidence of the member's death out.
    func isDenied(_ member: Int) -> Bool {
        deniedDead.contains(member) && !openDead.contains(member) && !confirmedDead.contains(member)
    }

    func members(_ draft: PictureDraft) -> [PictureMember] {
        draft.context.members.indices.map { member in
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
