public import VerificationDomain

/// The hashes of an RFC 6962 tree over SHA-256, with their domain separation (RFC 6962 section 2.1).
public struct TreeHasher: Sendable {
    private let digests: any Digesting

    public init(_ digests: any Digesting) { self.digests = digests }

    /// The root of a tree without leaves: SHA-256 of nothing.
    public var emptyRoot: TreeHash { hash([]) }

    /// SHA-256(0x00 ‖ entry).
    public func leafHash(_ entry: [UInt8]) -> TreeHash { hash([0x00] + entry) }

    /// SHA-256(0x01 ‖ left ‖ right).
    public func nodeHash(_ left: TreeHash, _ right: TreeHash) -> TreeHash { hash([0x01] + left.bytes + right.bytes) }

    /// The root of the tree of these leaf hashes, in their order.
    public func root(of leafHashes: some Sequence<TreeHash>) -> TreeHash {
        var frontier = Frontier()
        for hash in leafHashes { frontier.append(hash, hasher: self) }
        return frontier.root(hasher: self)
    }

    private func hash(_ bytes: [UInt8]) -> TreeHash { TreeHash(unchecked: digests.digest(bytes, .sha256).bytes) }
}
