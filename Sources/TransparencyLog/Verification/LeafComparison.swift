/// Compares the entries that are there with the published hashes of what was sealed, and finds out which of the two was
/// changed by the root that was signed.
struct LeafComparison: Sendable {
    private let hasher: TreeHasher
    /// The tree of the entries that are there.
    private(set) var actual = Frontier()
    /// The tree of the published hashes; kept apart only from the first difference on.
    private var published: Frontier?
    /// Entries at which the two differ.
    private var differing: [Int] = []

    init(hasher: TreeHasher) { self.hasher = hasher }

    /// Appends the next leaf: the hash of the entry that is there, the published hash, or both.
    ///
    /// `false` when neither is there, and nothing more can be said.
    mutating func append(
        actual entryHash: TreeHash?,
        published publishedHash: TreeHash?,
        completed: (NodeCoordinate, TreeHash) -> Void = { _, _ in }
    ) -> Bool {
        guard let hash = entryHash ?? publishedHash else { return false }
        let hasher = hasher
        let other = publishedHash ?? hash
        if hash != other {
            if published == nil { published = actual }
            if differing.count < FindingList.limit { differing.append(actual.size) }
        }
        published?.append(other, hasher: hasher)
        actual.append(hash, hasher: hasher, completed: completed)
        return true
    }

    /// What differs, judged by the root that was signed.
    func findings(signed checkpoint: Checkpoint) -> [Finding] {
        guard actual.size == checkpoint.size else { return [] }
        let entriesHold = actual.root(hasher: hasher) == checkpoint.root
        let hashesHold = published.map { $0.root(hasher: hasher) == checkpoint.root } ?? entriesHold
        let differences = differing.map { index in
            if hashesHold {
                Finding(.entryChanged, entry: index, "entry \(index) is not the one that was signed")
            } else if entriesHold {
                Finding(.publishedHashChanged, entry: index, "the published hash of entry \(index) was changed")
            } else {
                Finding(.entryAndHashDiffer, entry: index, "entry \(index) and its published hash differ")
            }
        }
        guard !entriesHold else { return differences }
        let text = "the \(checkpoint.size) entries do not give the root that was signed"
        return differences + [Finding(.rootDiffers, entry: differing.first, text)]
    }
}
