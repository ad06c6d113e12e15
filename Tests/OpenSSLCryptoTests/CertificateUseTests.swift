import Testing
import VerificationDomain

@testable import OpenSSLCrypto

@Suite("What a certificate is for, and which key it carries")
struct CertificateUseTests {
    private let maker: CertificateMaker
    private let root: Certificate

    init() throws {
        maker = try CertificateMaker()
        root = try maker.issue("root", CertificateMaker.authority)
    }

    @Test(
        "messages are signed by a key that may sign, or whose uses are not listed",
        arguments: ["keyUsage=critical,digitalSignature", "keyUsage=digitalSignature,nonRepudiation", nil]
    )
    func signer(usage: String?) throws {
        let leaf =
            if let usage {
                try maker.issue("leaf", by: "root", CertificateMaker.leaf, usage)
            } else {
                try maker.issue("leaf", by: "root", CertificateMaker.leaf)
            }
        #expect(try maker.refusal(leaf, root: root) == nil)
    }

    @Test(
        "a key for agreeing on keys, for encrypting or for signing certificates signs no message",
        arguments: ["keyAgreement", "keyEncipherment,dataEncipherment", "nonRepudiation", "cRLSign"]
    )
    func otherUse(usage: String) throws {
        let leaf = try maker.issue("leaf", by: "root", CertificateMaker.leaf, "keyUsage=critical,\(usage)")
        let error = try #require(try maker.refusal(leaf, root: root))
        #expect(error.code == .certificateUnsuitable)
        #expect(error.description.contains(leaf.fingerprint.description))
    }

    @Test("an authority signs no message, though its key may sign, and a root of ours neither")
    func authority() throws {
        let usage = "keyUsage=critical,digitalSignature,keyCertSign"
        let middle = try maker.issue("middle", by: "root", CertificateMaker.authority, usage)
        #expect(try maker.refusal(middle, root: root)?.code == .certificateUnsuitable)
        #expect(try maker.refusal(root, root: root)?.code == .certificateUnsuitable)
    }

    @Test("a chain that does not hold says so before its purpose is looked at")
    func order() throws {
        let other = try CertificateMaker()
        let stranger = try other.issue("stranger", CertificateMaker.authority)
        #expect(try maker.refusal(stranger, root: root)?.code == .certificateUntrusted)
    }

    @Test("the fingerprint of a key is the one that openssl gives", arguments: [CertificateMaker.Kind.p256, .sm2])
    func publicKeyFingerprint(kind: CertificateMaker.Kind) throws {
        let maker = try CertificateMaker(kind)
        let certificate = try maker.issue("leaf", CertificateMaker.leaf)
        let command = """
            cd '\(maker.folder.path)' && openssl x509 -in leaf.pem -noout -pubkey \
            | openssl pkey -pubin -outform DER | sha256sum
            """
        let output = try Command.run("bash", "-c", command)
        #expect(output.hasPrefix(certificate.publicKeyFingerprint.hexadecimal))
        #expect(certificate.publicKeyFingerprint != certificate.fingerprint)
    }
}
