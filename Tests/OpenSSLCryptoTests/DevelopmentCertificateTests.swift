import Foundation
import Testing
import VerificationDomain

@testable import OpenSSLCrypto

@Suite("Certificates of the development script")
struct DevelopmentCertificateTests {
    let folder: TemporaryFolder
    /// Half a day on, so that the certificates are in force whenever this runs.
    let moment: Timestamp

    init() throws {
        folder = try TemporaryFolder()
        try folder.makeDevelopmentPKI("--days 10", "--expired 320000")
        let certificate = try #require(try Certificate.bundle(pem: folder.read("pki/tls-ca/cert.pem")).first)
        moment = certificate.notBefore.adding(seconds: 43_200)
    }

    private func certificate(_ name: String) throws -> Certificate {
        try #require(try Certificate.bundle(pem: folder.read("pki/\(name)")).first)
    }

    private func refusal(_ leaf: String, root: String, at time: Timestamp) throws -> CryptoError? {
        let verifier = try CertificateChainVerifier(trustRoots: [try certificate(root)])
        let leaf = try certificate(leaf)
        do throws(CryptoError) {
            _ = try verifier.verify(leaf, at: time)
            return nil
        } catch {
            return error
        }
    }

    @Test("a region's certificates verify under their authority and say what they are", arguments: ["tls", "signing"])
    func verify(kind: String) throws {
        let root = try certificate("\(kind)-ca/cert.pem")
        let leaf = try certificate("310000/\(kind).cert.pem")
        let verified = try CertificateChainVerifier(trustRoots: [root]).verify(leaf, at: moment)
        #expect(verified.chain == [leaf, root])
        #expect(verified.certificate == leaf)
        #expect(leaf.commonName == "310000")
        #expect(leaf.notAfter.milliseconds(since: leaf.notBefore) == 10 * 86_400_000)
        let key = try PrivateKey(file: folder("pki/310000/\(kind).key.pem"))
        #expect(leaf.publicKey == key.publicKey)
        #expect(key.suite == (kind == "tls" ? .es256 : .sm2sm3))
        let names = kind == "tls" ? ["localhost", "node-310000.hedui.test"] : []
        #expect(leaf.dnsNames == names)
        let words = try Command.run(
            "openssl",
            "x509",
            "-noout",
            "-fingerprint",
            "-sha256",
            "-in",
            folder("pki/310000/\(kind).cert.pem")
        )
        #expect(words.replacing(":", with: "").lowercased().contains(leaf.fingerprint.hexadecimal))
    }

    @Test("the TLS certificate serves both ends of a connection", arguments: CertificatePurpose.allCases)
    func purposes(purpose: CertificatePurpose) throws {
        let verifier = try CertificateChainVerifier(trustRoots: [try certificate("tls-ca/cert.pem")])
        let verified = try verifier.verify(try certificate("310000/tls.cert.pem"), purpose: purpose, at: moment)
        #expect(verified.chain.count == 2)
    }

    @Test("an SM2 chain does not verify under libcrypto's empty default id")
    func withoutIdentifier() throws {
        let root = try Certificate.bundle(pem: folder.read("pki/signing-ca/cert.pem"), identifier: [])
        let leaf = try #require(
            try Certificate.bundle(pem: folder.read("pki/310000/signing.cert.pem"), identifier: []).first
        )
        let verifier = try CertificateChainVerifier(trustRoots: root)
        #expect(throws: CryptoError(.certificateSignatureInvalid, "")) { try verifier.verify(leaf, at: moment) }
    }

    @Test("an expired certificate is refused as expired, and is named", arguments: ["tls", "signing"])
    func expired(kind: String) throws {
        let error = try refusal("320000/\(kind).cert.pem", root: "\(kind)-ca/cert.pem", at: moment)
        #expect(error?.code == .certificateExpired)
        #expect(error?.description.contains("the leaf certificate") == true)
        let fingerprint = try certificate("320000/\(kind).cert.pem").fingerprint.description
        #expect(error?.description.contains(fingerprint) == true)
    }

    @Test("the given moment decides, not the machine's clock")
    func moments() throws {
        let leaf = "310000/tls.cert.pem"
        let late = moment.adding(seconds: 20 * 86_400)
        #expect(try refusal(leaf, root: "tls-ca/cert.pem", at: late)?.code == .certificateExpired)
        let early = moment.adding(seconds: -86_400)
        #expect(try refusal(leaf, root: "tls-ca/cert.pem", at: early)?.code == .certificateNotYetValid)
        let veryLate = moment.adding(seconds: 400 * 86_400)
        let error = try refusal(leaf, root: "tls-ca/cert.pem", at: veryLate)
        #expect(error?.description.contains("certificate 1 above the leaf") == true)
    }

    @Test("another root, the leaf itself or no root at all does not make a chain")
    func untrusted() throws {
        let leaf = "310000/tls.cert.pem"
        for root in ["signing-ca/cert.pem", "320000/tls.cert.pem", leaf] {
            #expect(try refusal(leaf, root: root, at: moment)?.code == .certificateUntrusted)
        }
        let trustsNobody = try CertificateChainVerifier(trustRoots: [])
        #expect(throws: CryptoError(.certificateUntrusted, "")) {
            try trustsNobody.verify(try certificate(leaf), at: moment)
        }
    }

    @Test("a root of the same name with another key does not make a chain", arguments: ["tls", "signing"])
    func impostor(kind: String) throws {
        let other = try TemporaryFolder()
        try other.makeDevelopmentPKI()
        let verifier = try CertificateChainVerifier(
            trustRoots: try Certificate.bundle(pem: other.read("pki/\(kind)-ca/cert.pem"))
        )
        let leaf = try certificate("310000/\(kind).cert.pem")
        #expect(throws: CryptoError.self) { try verifier.verify(leaf, at: moment) }
    }

    @Test("every key file of the script is one that we take, in the suite that its name says")
    func keys() throws {
        let suites: [String: SignatureSuite] = [
            "310000/log": .ed25519, "310000/signing": .sm2sm3, "310000/signing-es256": .es256,
            "310000/signing-ed25519": .ed25519, "310000/tls": .es256,
        ]
        for (name, suite) in suites { #expect(try PrivateKey(file: folder("pki/\(name).key.pem")).suite == suite) }
        #expect(try PrivateKey(file: folder("pki/registry-root/key.pem")).suite == .sm2sm3)
    }

    @Test("the registry's public key is that of its private key, and a private key is no public one")
    func registryRoot() throws {
        let key = try PrivateKey(file: folder("pki/registry-root/key.pem"))
        #expect(try PublicKey(pem: folder.read("pki/registry-root/public.pem")) == key.publicKey)
        #expect(throws: CryptoError(.keyUnusable, "")) { try PublicKey(pem: folder.read("pki/registry-root/key.pem")) }
        #expect(throws: CryptoError(.keyUnusable, "")) { try PublicKey(pem: folder.read("pki/tls-ca/cert.pem")) }
        #expect(throws: CryptoError(.keyUnusable, "")) { try PublicKey(pem: []) }
    }

    @Test("a hundred tasks verify one SM2 chain at once")
    func concurrency() async throws {
        let root = try certificate("signing-ca/cert.pem")
        let leaf = try certificate("310000/signing.cert.pem")
        let verifier = try CertificateChainVerifier(trustRoots: [root])
        let chains = try await withThrowingTaskGroup(of: [Certificate].self) { group in
            for _ in 0..<100 { group.addTask { try verifier.verify(leaf, at: moment).chain } }
            return try await group.reduce(into: Set<[Certificate]>()) { $0.insert($1) }
        }
        #expect(chains == [[leaf, root]])
    }

    @Test("the script never overwrites without being told to")
    func refusesToOverwrite() throws {
        let before = try folder.read("pki/310000/signing.key.pem")
        #expect(throws: Command.Failure.self) { try folder.makeDevelopmentPKI() }
        #expect(try folder.read("pki/310000/signing.key.pem") == before)
        try folder.makeDevelopmentPKI("--force")
        #expect(try folder.read("pki/310000/signing.key.pem") != before)
    }
}
