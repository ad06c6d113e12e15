public import VerificationDomain

/// An answer that we signed: what is sent and stored.
public struct SignedAnswer: Sendable, Hashable {
    /// The SD-JWT with all its disclosures.
    public let bytes: [UInt8]
    public let identifier: UniqueIdentifier
    /// Of all the bytes, by the suite's digest algorithm.
    public let digest: Digest

    init(bytes: [UInt8], identifier: UniqueIdentifier, digest: Digest) {
        self.bytes = bytes
        self.identifier = identifier
        self.digest = digest
    }
}
