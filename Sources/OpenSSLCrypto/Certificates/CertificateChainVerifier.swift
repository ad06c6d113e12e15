public import VerificationDomain

/// A certificate whose chain leads to a trust root and was in force at the moment asked about; only
/// `CertificateChainVerifier` makes one.
public struct VerifiedCertificate: Sendable, Hashable {
    public let certificate: Certificate
    /// From the leaf itself to the trust root.
    public let chain: [Certificate]
    /// The moment for which this holds.
    public let verifiedAt: Timestamp

    fileprivate init(_ certificate: Certificate, _ chain: [Certificate], at time: Timestamp) {
        self.certificate = certificate
        self.chain = chain
        verifiedAt = time
    }
}

/// Verifies certificate chains against given trust roots at a given moment (RFC 5280 section 6), SM2 chains included.
///
/// The machine's own trust store and clock play no part; revocation is the registry's business. Safe from any task.
public struct CertificateChainVerifier: Sendable {
    /// Intermediates between leaf and root: a longer chain would make us check signatures at the sender's pleasure.
    public static let intermediateLimit = 4
    /// Certificates a sender may hand over with a leaf.
    public static let handedOverLimit = 8
    /// libcrypto's level 2: 112 bits, so neither SHA-1 nor RSA under 2048 bits (`SSL_CTX_set_security_level(3)`).
    static let securityLevel: Int32 = 2

    private let store: CertificateStore

    /// Trusts exactly these roots; an intermediate among them does not end a chain.
    public init(trustRoots: [Certificate]) throws(CryptoError) { store = try CertificateStore(trustRoots) }

    /// Throws `certificateExpired`, `certificateNotYetValid`, `certificateUntrusted`, `certificateSignatureInvalid` or
    /// `certificateUnsuitable`, naming the certificate by its place in the chain and its fingerprint.
    public func verify(
        _ leaf: Certificate,
        intermediates: [Certificate] = [],
        purpose: CertificatePurpose = .messageSigning,
        at time: Timestamp
    ) throws(CryptoError) -> VerifiedCertificate {
        guard intermediates.count <= Self.handedOverLimit else {
            throw CryptoError(.certificateUnsuitable, "chain of \(intermediates.count + 1) certificates")
        }
        let verification = try ChainVerification(leaf, intermediates, store)
        try verification.setRules(at: time, purpose: purpose)
        var chain: [Certificate] = []
        for der in try verification.run() { chain.append(try Certificate(der: der)) }
        guard purpose != .messageSigning || leaf.handle.maySignMessages else {
            throw CryptoError(.certificateUnsuitable, "the leaf certificate (\(leaf.fingerprint)): no message signer's")
        }
        return VerifiedCertificate(leaf, chain, at: time)
    }
}
