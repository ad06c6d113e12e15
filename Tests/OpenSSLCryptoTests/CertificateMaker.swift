import Foundation
import Testing
import VerificationDomain

@testable import OpenSSLCrypto

/// Makes certificates with the openssl command, signed by each other or by themselves.
struct CertificateMaker {
    enum Kind { case p256, sm2 }

    static let authority = "basicConstraints=critical,CA:TRUE"
    static let leaf = "basicConstraints=critical,CA:FALSE"

    let folder: TemporaryFolder
    let kind: Kind

    init(_ kind: Kind = .p256) throws {
        self.kind = kind
        folder = try TemporaryFolder()
        _ = try folder.write("empty.cnf", Array("[req]\ndistinguished_name=dn\n[dn]\n".utf8))
    }

    /// Makes NAME.pem and NAME.key.pem; an SM2 certificate is signed under the standard distinguishing id.
    func issue(_ name: String, by issuer: String? = nil, _ extensions: String...) throws -> Certificate {
        let key = kind == .sm2 ? "-algorithm SM2" : "-algorithm EC -pkeyopt ec_paramgen_curve:P-256"
        let signing = kind == .sm2 ? "-sm3 -sigopt distid:1234567812345678" : "-sha256"
        let authority = issuer.map { "-CA \($0).pem -CAkey \($0).key.pem" } ?? ""
        let additions = extensions.map { "-addext '\($0)'" }.joined(separator: " ")
        let command = """
            cd '\(folder.path)' && openssl genpkey \(key) -out \(name).key.pem \
            && openssl req -x509 -config empty.cnf -days 30 -key \(name).key.pem \(signing) -subj /CN=\(name) \
            \(authority) \(additions) -out \(name).pem
            """
        try Command.run("bash", "-c", command)
        return try #require(try Certificate.bundle(pem: folder.read("\(name).pem")).first)
    }

    /// The same certificate without the distinguishing id, as libcrypto reads it by default.
    func withoutIdentifier(_ name: String) throws -> Certificate {
        try #require(try Certificate.bundle(pem: folder.read("\(name).pem"), identifier: []).first)
    }

    /// Why the chain is refused an hour after the leaf was made; `nil` when it is taken.
    func refusal(
        _ leaf: Certificate,
        _ intermediates: [Certificate] = [],
        root: Certificate,
        purpose: CertificatePurpose = .messageSigning
    ) throws -> CryptoError? {
        let verifier = try CertificateChainVerifier(trustRoots: [root])
        let moment = leaf.notBefore.adding(seconds: 3600)
        do throws(CryptoError) {
            _ = try verifier.verify(leaf, intermediates: intermediates, purpose: purpose, at: moment)
            return nil
        } catch {
            return error
        }
    }
}
