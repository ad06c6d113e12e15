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

    /// A signature by the issuer's own key, under any name of an algorithm and with so many idle characters inside.
    private func signature(_ issued: IssuedReport, algorithm: String, idle: Int = 0) async throws -> [UInt8] {
        let signer = try TestFederation.signer(.shanghai)
        let text = { JSONValue.string(String(repeating: "a", count: $0)) }
        // Two texts, because one of them may not be as long as the limit of the file.
        let payload = JSONValue.object([
            "digest": .string(digest(issued.bytes).description), "idle": [text(idle / 2), text(idle - idle / 2)],
            "reportNo": .string(issued.report.identification.number),
        ])
        return try await Forgery.jws(
            header: Forgery.header(.report, signer).setting("alg", .string(algorithm)),
            payload: payload.canonicalBytes,
            signer: signer
        )
    }

    @Test(
        "a good signature under the name of an algorithm that is not the key's is refused",
        arguments: ["ES256", "EdDSA", "none", "SM2"]
    )
    func otherAlgorithm(name: String) async throws {
        let issued = try await ReportExamples.full()
        let verification = try await verification()
        let signature = try await signature(issued, algorithm: name)
        #expect(throws: ReportSignatureError.badSignature) {
            try verification.verify(issued.bytes, signature: signature)
        }
    }

    @Test("a signature file is read up to 8 KiB")
    func size() async throws {
        let issued = try await ReportExamples.full()
        let verification = try await verification()
        let algorithm = SignatureSuite.sm2sm3.algorithmName
        let room = 8_192 - (try await signature(issued, algorithm: algorithm)).count
        // Three bytes of a payload are four characters of its base64.
        let idle = room / 4 * 3
        let largest = try await signature(issued, algorithm: algorithm, idle: idle)
        #expect((8_189...8_192).contains(largest.count))
        #expect(try verification.verify(issued.bytes, signature: largest) == issued.report)
        let larger = try await signature(issued, algorithm: algorithm, idle: idle + 3)
        let error = #expect(throws: ExchangeError.self) { try verification.verify(issued.bytes, signature: larger) }
        #expect(error?.code == .tooLarge)
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
