public import ExchangeProtocol
public import VerificationDomain

/// Verifies a report without asking the node that issued it: its bytes, its signature and the federation registry
/// suffice.
public struct ReportVerification: Sendable {
    private let registry: VerifiedRegistry
    private let verifier: any SignatureVerifying
    private let digests: any Digesting

    public init(registry: VerifiedRegistry, verifier: any SignatureVerifying, digests: any Digesting) {
        self.registry = registry
        self.verifier = verifier
        self.digests = digests
    }

    /// At most 32 MiB: ten thousand entries with their explanations.
    public static let limits = JSONLimits(byteCount: 32 << 20, valueCount: 5_000_000)

    /// The report, when the region that it names as issuer signed the digest of exactly these bytes.
    ///
    /// - Throws: `CoordinationError.evidenceChanged` or `ReportSignatureError`.
    public func verify(_ bytes: [UInt8], signature: [UInt8]) throws -> VerificationReport {
        let report: VerificationReport
        do {
            report = try VerificationReport(json: JSONCursor(try JSONParser.parse(bytes, limits: Self.limits)))
        } catch {
            throw CoordinationError(.evidenceChanged, "report: \(error.description)")
        }
        let identification = report.identification
        let statement = try ReportSignature.verify(
            signature,
            by: identification.issuer,
            registry: registry,
            verifier: verifier,
            at: identification.issuedAt
        )
        guard statement.number == identification.number else {
            throw CoordinationError(.evidenceChanged, "report \(identification.number): the signature is another one's")
        }
        guard digests.digest(bytes, statement.digest.algorithm) == statement.digest else {
            throw CoordinationError(.evidenceChanged, "report \(identification.number): its bytes were changed")
        }
        return report
    }
}
