import Coordination
import ExchangeProtocol
import OpenSSLCrypto
import TestSupport
import Testing
import VerificationDomain

@Suite("A report is believed only with the issuing region's signature over exactly its bytes")
struct ReportSignatureTests {
    private func verification() async throws -> ReportVerification {
        ReportVerification(
            registry: try await TestFederation().registry,
            verifier: TestFederation.verifier,
            digests: TestFederation.digests
        )
    }

    private func digest(_ bytes: [UInt8]) -> Digest { TestFederation.digests.digest(bytes, .sm3) }

    @Test("the issued bytes and their signature verify without the node that issued them")
    func good() async throws {
        let issued = try await ReportExamples.full()
        #expect(try await verification().verify(issued.bytes, signature: issued.signatureBytes) == issued.report)
        #expect(issued.digest == digest(issued.bytes))
    }

    @Test("the same report in another spelling is not the signed one")
    func respelled() async throws {
        let issued = try await ReportExamples.full()
        let verification = try await verification()
        #expect(throws: CoordinationError(.evidenceChanged)) {
            try verification.verify([0x20] + issued.bytes, signature: issued.signatureBytes)
        }
    }

    @Test("one changed character anywhere is found")
    func tampered() async throws {
        let issued = try await ReportExamples.full()
        let verification = try await verification()
        for (old, new) in [("测试m1", "测试m2"), (#""full""#, #""part""#), ("不是审核决定", "就是审核决定")] {
            let text = String(decoding: issued.bytes, as: UTF8.self)
            #expect(text.contains(old), "\(old)")
            let bytes = Array(text.replacing(old, with: new).utf8)
            #expect(throws: CoordinationError(.evidenceChanged)) {
                try verification.verify(bytes, signature: issued.signatureBytes)
            }
        }
    }

    @Test("a signature by a key that the registry does not list for the issuer is refused")
    func otherKey() async throws {
        let issued = try await ReportExamples.full()
        let verification = try await verification()
        let statement = ReportSignature(
            number: issued.report.identification.number,
            digest: digest(issued.bytes)
        )
        for role in ["forger", ProvinceCode.anhui.text] {
            let signature = try await statement.sign(with: try TestFederation.signer(role))
            #expect(throws: ReportSignatureError.unknownKey) {
                try verification.verify(issued.bytes, signature: signature)
            }
        }
    }

    @Test("a signature by another key under the issuer's key name is refused")
    func borrowedName() async throws {
        let issued = try await ReportExamples.full()
        let verification = try await verification()
        let statement = ReportSignature(
            number: issued.report.identification.number,
            digest: digest(issued.bytes)
        )
        let forger = BorrowedName(
            keyIdentifier: try TestFederation.signer(.shanghai).keyIdentifier,
            signer: try TestFederation.signer("forger")
        )
        let signature = try await statement.sign(with: forger)
        #expect(throws: ReportSignatureError.badSignature) {
            try verification.verify(issued.bytes, signature: signature)
        }
    }

    @Test("a signature for another number, or over another digest, is refused")
    func otherStatement() async throws {
        let issued = try await ReportExamples.full()
        let verification = try await verification()
        let signer = try TestFederation.signer(.shanghai)
        let statements = [
            ReportSignature(number: "HD310000202611240002", digest: digest(issued.bytes)),
            ReportSignature(number: issued.report.identification.number, digest: digest([])),
        ]
        for statement in statements {
            let signature = try await statement.sign(with: signer)
            #expect(throws: CoordinationError(.evidenceChanged)) {
                try verification.verify(issued.bytes, signature: signature)
            }
        }
    }

    @Test("a report that names another issuer is refused, though its bytes are signed by the first")
    func wrongRegion() async throws {
        let issued = try await ReportExamples.full()
        let verification = try await verification()
        let bytes = issued.report.json.changing(["report", "issuer"]) { _ in "320000" }.canonicalBytes
        let statement = ReportSignature(number: issued.report.identification.number, digest: digest(bytes))
        let signature = try await statement.sign(with: try TestFederation.signer(.shanghai))
        #expect(throws: ReportSignatureError.unknownKey) { try verification.verify(bytes, signature: signature) }
    }

    @Test("a signed message of another type is no report's signature")
    func wrongType() async throws {
        let issued = try await ReportExamples.full()
        let verification = try await verification()
        let capabilities = Capabilities(
            issuer: .shanghai,
            issuedAt: TestFederation.now,
            expiresAt: TestFederation.now.adding(seconds: 60),
            items: [.vehicle]
        )
        let signer = try TestFederation.signer(.shanghai)
        let signature = try await SignedCapabilities.sign(capabilities, with: signer).bytes
        #expect(throws: ReportSignatureError.wrongType) {
            try verification.verify(issued.bytes, signature: signature)
        }
    }

    @Test("a file that is no signature at all is refused", arguments: ["", ".", "a.b.c", "{}", "e30.e30.e30"])
    func garbage(text: String) async throws {
        let issued = try await ReportExamples.full()
        let verification = try await verification()
        #expect(throws: (any Error).self) { try verification.verify(issued.bytes, signature: Array(text.utf8)) }
    }
}

/// A signer that says it is somebody else.
private struct BorrowedName: Signer {
    let keyIdentifier: KeyIdentifier
    let signer: any Signer

    var publicKey: PublicKey { signer.publicKey }
    func sign(_ bytes: [UInt8]) async throws -> Signature { try await signer.sign(bytes) }
}
