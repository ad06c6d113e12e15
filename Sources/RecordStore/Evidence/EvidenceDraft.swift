public import VerificationDomain

/// Bytes that came or went, before they are sealed.
public struct EvidenceDraft: Sendable, Hashable {
    /// An answer has at most 10 MiB; the limit stops a peer's garbage from filling the disk.
    public static let byteLimit = 16 * 1024 * 1024

    public let kind: EvidenceKind
    public let bytes: [UInt8]
    public let receivedAt: Timestamp
    /// The key that the bytes say they are signed with.
    public let keyIdentifier: KeyIdentifier?

    public init(
        kind: EvidenceKind,
        bytes: [UInt8],
        receivedAt: Timestamp,
        keyIdentifier: KeyIdentifier? = nil
    ) {
        self.kind = kind
        self.bytes = bytes
        self.receivedAt = receivedAt
        self.keyIdentifier = keyIdentifier
    }
}

/// Evidence as it was stored, opened again.
public struct StoredEvidence: Sendable, Hashable {
    public let caseIdentifier: UniqueIdentifier
    /// The query's identifier, when the evidence belongs to a leg.
    public let leg: UniqueIdentifier?
    public let kind: EvidenceKind
    public let bytes: [UInt8]
    /// SHA-256 of the bytes.
    public let digest: Digest
    public let receivedAt: Timestamp
    public let keyIdentifier: KeyIdentifier?
}
