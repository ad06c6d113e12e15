import VerificationDomain

/// Step 2: ties every record to a member or sets it aside.
enum AttributionPass: Sendable {
    static func run(_ records: [ReferencedRecord], into draft: inout PictureDraft) -> EvidenceByCategory {
        var table = MemberTable(draft.context)
        var evidence = EvidenceByCategory()
        for (index, referenced) in records.enumerated() {
            switch table.attribute(referenced.record) {
            case .member(let member, let marks):
                draft.see(referenced.record)
                evidence.append(Evidence(index: index, referenced, member: member, marks: marks))
            case .aside(let reason): draft.setAside(referenced, reason)
            }
        }
        return evidence
    }
}

/// The evidence of each category, in canonical order.
struct EvidenceByCategory: Sendable {
    private var lists: [ItemCategory: [Evidence]] = [:]

    mutating func append(_ evidence: Evidence) { lists[evidence.category, default: []].append(evidence) }
    subscript(category: ItemCategory) -> [Evidence] { lists[category] ?? [] }

    /// Of several categories together, in canonical order.
    func all(_ categories: [ItemCategory]) -> [Evidence] {
        let found = categories.compactMap { lists[$0] }
        return found.count == 1 ? found[0] : found.flatMap { $0 }.sorted { $0.index < $1.index }
    }
}
