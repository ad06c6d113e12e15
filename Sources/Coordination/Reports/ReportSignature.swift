public import ExchangeProtocol
public import VerificationDomain

/// The node's word for a report: a JWS over its number and the digest of its exact bytes.
public struct ReportSignature: Sendable, Hashable {
    public let number: String
    public let digest: Digest

    public init(number: String, digest: Digest) {
        self.number = number
        self.digest = digest
    }

    /// Bytes of a signature file: it holds two short claims.
    public static let byteLimit = 8 * 1024

    /// The compact JWS. Throws what the signer throws.
    public func sign(with signer: any Signer) async throws -> [UInt8] {
        let payload = JSONValue.object(["reportNo": .string(number), "digest": .string(digest.description)])
        return try await CompactJWS.sign(payload.canonicalBytes, as: .report, with: signer)
    }

    /// Reads a signature and checks it against a region's keys as of `time`; returns what it says.
    ///
    /// - Throws: `ReportSignatureError`, naming what is wrong.
    public static func verify(
        _ bytes: [UInt8],
        by region: ProvinceCode,
        registry: VerifiedRegistry,
        verifier: any SignatureVerifying,
        at time: Timestamp
    ) throws -> ReportSignature {
        let jws = try CompactJWS(parsing: bytes, byteLimit: byteLimit)
        guard jws.header.type == MessageType.report.rawValue else { throw ReportSignatureError.wrongType }
        guard case .found(let key) = registry.signingKey(jws.header.keyIdentifier, of: region, at: time) else {
            throw ReportSignatureError.unknownKey
        }
        guard key.suite.acceptedAlgorithmNames.contains(jws.header.algorithm),
            jws.isSigned(by: key.publicKey, verifier)
        else { throw ReportSignatureError.badSignature }
        let claims = try jws.claims()
        return ReportSignature(
            number: try claims.member("reportNo").string(count: 1...40),
            digest: try claims.member("digest").digest()
        )
    }
}

/// Why a report's signature does not hold.
public enum ReportSignatureError: String, Error, Sendable, Hashable, CustomStringConvertible {
    case wrongType, unknownKey, badSignature

    public var description: String {
        switch self {
        case .wrongType: "this file is not a report's signature"
        case .unknownKey: "the registry lists no such key for the issuing region at the time of issue"
        case .badSignature: "the signature was not made by the issuing region's key"
        }
    }
}
