import Testing
import TransparencyLog
import VerificationDomain

@Suite("Verifier keys are read strictly")
struct VerifierKeyTests {
    @Test(
        "the published keys are read, and written again letter by letter",
        arguments: [SignedNoteTests.keyText, SpikeLog.keyText, SpikeLog.witnessTextB, SpikeLog.witnessTextC]
    )
    func published(text: String) throws {
        #expect(try VerifierKey(text: text, digests: digests).description == text)
    }

    @Test("the key of the seed SHA-256(\"spike log key\") is the log's")
    func seed() throws {
        let signer = try SpikeLog.signer(seed: "spike log key")
        let key = try VerifierKey(
            name: keyName("audit.province-a.example/log/2026"),
            publicKey: signer.publicKey,
            digests: digests
        )
        #expect(key.description == SpikeLog.keyText)
        #expect(key.id.description == "63c07a3f")
    }

    @Test("a + in the base64 belongs to the key")
    func plusInBase64() throws {
        let name = try keyName("example.com/plus")
        let keys = try (0..<40).map { number in
            try VerifierKey(
                name: name,
                publicKey: SpikeLog.signer(seed: "plus \(number)").publicKey,
                digests: digests
            )
        }
        let withPlus = keys.filter { $0.description.split(separator: "+").count > 3 }
        #expect(!withPlus.isEmpty)
        for key in keys { #expect(try VerifierKey(text: key.description, digests: digests) == key) }
    }

    @Test("a key of an unknown type is kept as it is")
    func unknownType() throws {
        let name = try keyName("example.com/new")
        let bytes = Array(repeating: UInt8(7), count: 1312)
        let id = KeyID(name: name, type: 0x06, publicKey: bytes, digests: digests)
        let text = "\(name)+\(id)+\(Base64.standard.encode([0x06] + bytes))"
        let key = try VerifierKey(text: text, digests: digests)
        #expect(key.material == .other(type: 0x06, bytes: bytes))
        #expect(key.description == text)
    }

    @Test("a key's text has at most 4096 bytes")
    func longKey() throws {
        let name = try keyName("example.com/new")
        func text(_ byteCount: Int) -> String {
            let bytes = [UInt8](repeating: 7, count: byteCount)
            let id = KeyID(name: name, type: 0x06, publicKey: bytes, digests: digests)
            return "\(name)+\(id)+\(Base64.standard.encode([0x06] + bytes))"
        }
        let (longest, over) = (text(3050), text(3051))
        #expect([longest, over].map(\.utf8.count) == [4093, 4097])
        #expect(try VerifierKey(text: longest, digests: digests).description == longest)
        #expect(throws: LogError(.keyMalformed, "")) { try VerifierKey(text: over, digests: digests) }
    }

    static let hostile = [
        "", "+", "++", "+++", "example.com/foo", "example.com/foo+530d903a",
        "example.com/foo+530d903a+",
        "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+30d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/fop+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U0=",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\n",
        " example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "exa mple.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        String(repeating: "a", count: 5000) + "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
    ]

    @Test("what is not exactly a key is refused", arguments: hostile)
    func refused(text: String) {
        #expect(throws: LogError(.keyMalformed, "")) { try VerifierKey(text: text, digests: digests) }
    }

    @Test("only an Ed25519 key signs notes")
    func otherSuite() throws {
        let key = try #require(PublicKey(suite: .es256, bytes: Array(repeating: 1, count: 64)))
        #expect(throws: LogError(.keyUnusable, "")) {
            try VerifierKey(name: keyName("example.com/es"), publicKey: key, digests: digests)
        }
    }

    @Test("two names that look alike and have other bytes are two names")
    func lookalikes() throws {
        let composed = try keyName("example.com/\u{E9}")
        let decomposed = try keyName("example.com/e\u{301}")
        #expect(composed != decomposed)
        for text in ["", "a b", "a+b", "a\u{2003}b", "a\u{85}b", "a\nb", "a\u{1}b"] { #expect(KeyName(text) == nil) }
    }
}
