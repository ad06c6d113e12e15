/// Why a certificate chain does not vouch for a signing key.
public enum SigningChainRefusal: String, Sendable, Hashable, CaseIterable {
    /// A certificate is not one in DER.
    case unreadable
    /// The first certificate is of another key.
    case otherKey
    case expired, notYetValid
    /// It does not lead to an authority that is trusted.
    case untrusted
    case badSignature
    /// A certificate may not be used so, is too weak, or the chain is too long.
    case unsuitable
    /// It could not be verified, for a reason that lies with this program and not with the chain.
    case failed
}

/// Verifies the certificate chain that stands beside a signing key (`x5c`, RFC 7517 section 4.7) against the
/// authorities
/// that are trusted. Safe from any task.
public protocol SigningChainVerifying: Sendable {
    /// `nil` when the first certificate of `chain` is of `key` and leads to a trusted authority at `time`.
    ///
    /// - Parameter chain: certificates in DER, each certified by the next; the authority itself may be left out.
    func refusal(of chain: [[UInt8]], for key: PublicKey, at time: Timestamp) -> SigningChainRefusal?
}
