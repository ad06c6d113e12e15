import Testing
import VerificationDomain

@testable import OpenSSLCrypto

@Suite("A chain of SM2 certificates is verified under the standard id at every step")
struct SM2ChainTests {
    @Test("root, middle and leaf verify, and the chain is returned whole")
    func wholeChain() throws {
        let maker = try CertificateMaker(.sm2)
        let root = try maker.issue("root", CertificateMaker.authority)
        let middle = try maker.issue("middle", by: "root", CertificateMaker.authority)
        let leaf = try maker.issue("leaf", by: "middle", CertificateMaker.leaf)
        #expect(leaf.publicKey?.suite == .sm2sm3)
        let verified = try CertificateChainVerifier(trustRoots: [root])
            .verify(leaf, intermediates: [middle], at: leaf.notBefore.adding(seconds: 3600))
        #expect(verified.chain == [leaf, middle, root])
        #expect(try maker.refusal(leaf, root: root)?.code == .certificateUntrusted)
    }

    @Test("with an empty id on the middle or on the leaf alone, its signature is invalid")
    func emptyIdentifier() throws {
        let maker = try CertificateMaker(.sm2)
        let root = try maker.issue("root", CertificateMaker.authority)
        let middle = try maker.issue("middle", by: "root", CertificateMaker.authority)
        let leaf = try maker.issue("leaf", by: "middle", CertificateMaker.leaf)
        let bareMiddle = try maker.withoutIdentifier("middle")
        let bareLeaf = try maker.withoutIdentifier("leaf")
        #expect(bareLeaf == leaf && bareMiddle == middle)
        let first = try maker.refusal(bareLeaf, [middle], root: root)
        #expect(first?.code == .certificateSignatureInvalid)
        #expect(first?.description.contains("the leaf certificate") == true)
        let second = try maker.refusal(leaf, [bareMiddle], root: root)
        #expect(second?.code == .certificateSignatureInvalid)
        #expect(second?.description.contains("certificate 1 above the leaf") == true)
    }
}
