import CurlTransport
import ExchangeProtocol
import Foundation
import HTTPService
import OpenSSLCrypto
import TestSupport
import Testing
import VerificationDomain

/// A TLS certificate of one region, made for one test, and what the registry says about it.
struct RegionCertificate: Sendable {
    let files: ClientIdentity
    let identity: TLSIdentity

    static func name(_ region: ProvinceCode) -> String { "node-\(region).invalid" }

    /// - Parameters:
    ///   - days: negative for one that has expired.
    ///   - authority: `authority`, or `stranger` for one that nobody trusts.
    init(
        _ region: ProvinceCode,
        by authority: String = "authority",
        days: Int = 2,
        from certificates: TestCertificates
    ) throws {
        files = try certificates.issue(
            "\(region)-\(authority)\(days)",
            for: "DNS:\(Self.name(region))",
            by: authority,
            days: days
        )
        let pem = [UInt8](try Data(contentsOf: URL(filePath: files.certificateFile)))
        let certificate = try #require(try Certificate.bundle(pem: pem).first)
        identity = try #require(
            TLSIdentity(
                certificate: certificate.fingerprint,
                publicKey: certificate.publicKeyFingerprint
            )
        )
    }

    func server(trusting authorities: String) -> ExchangeServerIdentity {
        ExchangeServerIdentity(
            certificateFile: files.certificateFile,
            privateKeyFile: files.privateKeyFile,
            authoritiesFile: authorities
        )
    }
}
