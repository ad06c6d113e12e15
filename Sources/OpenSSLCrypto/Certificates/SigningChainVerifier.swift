public import VerificationDomain

/// Verifies the chains of signing keys, SM2 ones included, against given authorities.
public struct SigningChainVerifier: SigningChainVerifying {
    private let verifier: CertificateChainVerifier

    /// Trusts exactly these authorities.
    public init(authorities: [Certificate]) throws(CryptoError) {
        verifier = try CertificateChainVerifier(trustRoots: authorities)
    }

    public func refusal(of chain: [[UInt8]], for key: PublicKey, at time: Timestamp) -> SigningChainRefusal? {
        do throws(CryptoError) {
            var certificates: [Certificate] = []
            for der in chain { certificates.append(try Certificate(der: der)) }
            guard let leaf = certificates.first else { return .unreadable }
            guard leaf.publicKey == key else { return .otherKey }
            _ = try verifier.verify(
                leaf,
                intermediates: Array(certificates.dropFirst()),
                purpose: .messageSigning,
                at: time
            )
            return nil
        } catch {
            return Self.refusal(error.code)
        }
    }

    private static func refusal(_ code: CryptoError.Code) -> SigningChainRefusal {
        switch code {
        case .certificateUnreadable: .unreadable
        case .certificateExpired: .expired
        case .certificateNotYetValid: .notYetValid
        case .certificateUntrusted: .untrusted
        case .certificateSignatureInvalid: .badSignature
        case .certificateUnsuitable: .unsuitable
        default: .failed
        }
    }
}
