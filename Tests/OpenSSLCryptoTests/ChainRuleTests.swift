import Testing
import VerificationDomain

@testable import OpenSSLCrypto

@Suite("The rules that a chain must keep")
struct ChainRuleTests {
    private let maker: CertificateMaker
    private let root: Certificate

    init() throws {
        maker = try CertificateMaker()
        root = try maker.issue("root", CertificateMaker.authority)
    }

    @Test("four authorities may stand between the leaf and the root, and no fifth")
    func length() throws {
        var authorities: [Certificate] = []
        for level in 1...5 {
            let issuer = level == 1 ? "root" : "level\(level - 1)"
            authorities.append(try maker.issue("level\(level)", by: issuer, CertificateMaker.authority))
        }
        let near = try maker.issue("near", by: "level4", CertificateMaker.leaf)
        #expect(try maker.refusal(near, Array(authorities.prefix(4)), root: root) == nil)
        let far = try maker.issue("far", by: "level5", CertificateMaker.leaf)
        #expect(try maker.refusal(far, authorities, root: root)?.code == .certificateUnsuitable)
    }

    @Test("an authority that may issue to leaves only makes no further authority")
    func pathLength() throws {
        let last = try maker.issue("last", by: "root", CertificateMaker.authority + ",pathlen:0")
        let leaf = try maker.issue("leaf", by: "last", CertificateMaker.leaf)
        #expect(try maker.refusal(leaf, [last], root: root) == nil)
        let further = try maker.issue("further", by: "last", CertificateMaker.authority)
        let forged = try maker.issue("forged", by: "further", CertificateMaker.leaf)
        #expect(try maker.refusal(forged, [further, last], root: root)?.code == .certificateUnsuitable)
    }

    @Test("an extension that we do not know is passed over, unless it is critical, on a leaf and on an authority")
    func unknownExtension() throws {
        let (optional, critical) = ("1.2.3.4.5=DER:0500", "1.2.3.4.5=critical,DER:0500")
        let harmless = try maker.issue("harmless", by: "root", CertificateMaker.leaf, optional)
        #expect(try maker.refusal(harmless, root: root) == nil)
        let leaf = try maker.issue("leaf", by: "root", CertificateMaker.leaf, critical)
        #expect(try maker.refusal(leaf, root: root)?.code == .certificateUnsuitable)
        let middle = try maker.issue("middle", by: "root", CertificateMaker.authority, critical)
        let below = try maker.issue("below", by: "middle", CertificateMaker.leaf)
        #expect(try maker.refusal(below, [middle], root: root)?.code == .certificateUnsuitable)
    }

    @Test("a root that its own chain brings along is untrusted when we do not hold it")
    func foreignRoot() throws {
        let foreign = try maker.issue("foreign", CertificateMaker.authority)
        let leaf = try maker.issue("leaf", by: "foreign", CertificateMaker.leaf)
        #expect(try maker.refusal(leaf, [foreign], root: foreign) == nil)
        #expect(try maker.refusal(leaf, [foreign], root: root)?.code == .certificateUntrusted)
    }
}
