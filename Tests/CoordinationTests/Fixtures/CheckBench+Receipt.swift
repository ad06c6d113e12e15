import ExchangeProtocol
import OpenSSLCrypto
import TestSupport
import VerificationDomain

extension CheckBench {
    /// Jiangsu's promise to answer later.
    static func receipt(_ query: SignedQuery, _ seconds: Int) async throws -> DeliveryOutcome {
        let receipt = Receipt(
            issuer: .jiangsu,
            audience: .shanghai,
            identifier: query.query.identifier,
            issuedAt: TestFederation.now,
            queryDigest: query.digest(TestFederation.digests),
            answerBy: TestFederation.now.adding(seconds: 86_400),
            retryAfterSeconds: seconds
        )
        let signed = try await SignedReceipt.sign(receipt, with: TestFederation.signer(.jiangsu))
        return .receipt(signed.bytes, retryAfterSeconds: seconds)
    }
}
