import VerificationDomain

/// Things without an identity key (G-04): each may be another record's thing once more, so together with what keys
/// identify they are surely no more than the larger of the two.
enum KeylessDoubt: Sendable {
    /// Settles the entries from a position on, which are all of one pass: lower ends fall, upper ends stay.
    ///
    /// A vehicle has one owner, so another member's is another vehicle; of anything else two members may be owners.
    static func settle(from first: Int, in draft: inout PictureDraft) {
        let entries = draft.entries.indices.dropFirst(first)
        guard entries.contains(where: { draft.entries[$0].isKeyless }) else { return }
        for positions in Dictionary(grouping: entries, by: { scope(draft.entries[$0]) }).values {
            settle(positions, \.contribution, in: &draft)
            settle(positions, \.otherUseCount, in: &draft)
        }
    }

    private struct Scope: Hashable, Sendable {
        let category: ItemCategory
        let member: Int
    }

    /// Entries that may stand for each other.
    private static func scope(_ entry: EntryDraft) -> Scope {
        switch entry.category {
        case .vehicle: Scope(category: .vehicle, member: entry.holders.first?.member ?? 0)
        case .realEstateContract: Scope(category: .realEstate, member: 0)
        case .socialOrganisation, .corporateTax: Scope(category: .company, member: 0)
        default: Scope(category: entry.category, member: 0)
        }
    }

    private static func settle(
        _ positions: [Int],
        _ amount: WritableKeyPath<EntryDraft, Interval>,
        in draft: inout PictureDraft
    ) {
        let keyless = positions.filter { draft.entries[$0].isKeyless && draft.entries[$0][keyPath: amount].low > 0 }
        guard !keyless.isEmpty else { return }
        let sure = positions.filter { !draft.entries[$0].isKeyless }
            .reduce(Interval.zero) { $0.adding(draft.entries[$1][keyPath: amount]) }.low
        let largest = keyless.max { left, right in
            let (low, other) = (draft.entries[left][keyPath: amount].low, draft.entries[right][keyPath: amount].low)
            return low == other ? left > right : low < other
        }
        for position in keyless {
            let value = draft.entries[position][keyPath: amount]
            let low = position == largest ? max(value.low - max(sure, 0), 0) : 0
            guard low < value.low else { continue }
            draft.entries[position].find(.noKey, .review)
            draft.entries[position][keyPath: amount] = Interval(low: low, high: value.high)
            draft.entries[position].lowerParts(to: low)
        }
    }
}
