import Testing
import TransparencyLog
import VerificationDomain

@Suite("Signed notes are those of C2SP")
struct SignedNoteTests {
    /// Source: c2sp.org/signed-note and the tests of golang.org/x/mod/sumdb/note.
    static let keyText = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
    static let text = "This is an example message.\n"
    static let signature =
        "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72Iney"
        + "aQM=\n"
    static let note = text + "\n" + signature

    private func keys() throws -> [VerifierKey] { [try VerifierKey(text: Self.keyText, digests: digests)] }

    private func verify(_ text: String) throws -> VerifiedNote {
        try SignedNote(parsing: bytes(text)).verified(by: keys(), signatureVerifier)
    }

    @Test("the published note holds and is written again byte for byte")
    func vector() throws {
        let verified = try verify(Self.note)
        #expect(verified.signers == (try keys()))
        #expect(verified.note.text == bytes(Self.text))
        #expect(verified.note.bytes == bytes(Self.note))
    }

    @Test("the text ends before the last empty line")
    func emptyLinesInText() async throws {
        let signer = try NoteSigner(
            name: keyName("example.com/log"),
            signer: SpikeLog.signer(seed: "empty lines"),
            digests: digests
        )
        let text = bytes("one\n\ntwo\n\n\n— example.com/log is no signature here\n")
        let note = try await signer.note(text)
        let read = try SignedNote(parsing: note.bytes)
        #expect(read == note)
        #expect(try read.verified(by: [signer.verifierKey], signatureVerifier).note.text == text)
    }

    @Test("signatures of unknown keys are passed over, sixteen of them and more")
    func unknownSignatures() throws {
        let unknown = (0..<16).map { "— witness\($0).example AAAAA\(String(repeating: "A", count: 83))\n" }.joined()
        #expect(throws: LogError(.noteMalformed, "")) { try verify(Self.text + "\n— w AAAA\n") }
        let sameName = "— example.com/foo AAAAAAAA\n"
        for note in [Self.note + unknown, Self.text + "\n" + unknown + sameName + Self.signature] {
            #expect(try verify(note).signers.count == 1)
        }
        #expect(throws: LogError(.signerUnknown, "")) { try verify(Self.text + "\n" + unknown) }
    }

    @Test("one bad signature of a known key refuses a note that another known key has signed well")
    func badBesideGood() async throws {
        let other = try NoteSigner(
            name: keyName("example.com/bar"),
            signer: SpikeLog.signer(seed: "bar"),
            digests: digests
        )
        let good = try await other.signature(over: bytes(Self.text))
        let note = try SignedNote(parsing: bytes(Self.note)).adding(good)
        let known = try keys() + [other.verifierKey]
        #expect(try note.verified(by: known, signatureVerifier).signers == known)
        let bad = NoteSignature(
            name: good.name,
            keyID: good.keyID,
            signature: good.signature.map { $0 ^ 1 }
        )
        let spoilt = try SignedNote(parsing: bytes(Self.note)).adding(bad)
        #expect(throws: LogError(.signatureInvalid, "")) { try spoilt.verified(by: known, signatureVerifier) }
        let short = NoteSignature(name: good.name, keyID: good.keyID, signature: Array(good.signature.dropLast()))
        let cut = try SignedNote(parsing: bytes(Self.note)).adding(short)
        #expect(throws: LogError(.signatureInvalid, "")) { try cut.verified(by: known, signatureVerifier) }
    }

    @Test("no byte of id, signature or text can be changed")
    func everyByte() throws {
        let line = try SignedNote(parsing: bytes(Self.note)).signatures[0]
        for index in line.signature.indices {
            var signature = line.signature
            signature[index] ^= 0x01
            let changed = NoteSignature(name: line.name, keyID: line.keyID, signature: signature)
            let note = try SignedNote(text: bytes(Self.text), signatures: [changed])
            #expect(throws: LogError(.signatureInvalid, "")) { try note.verified(by: keys(), signatureVerifier) }
        }
        for index in Self.text.utf8.indices {
            var text = Array(Self.note.utf8)
            text[Self.text.utf8.distance(from: Self.text.utf8.startIndex, to: index)] ^= 0x01
            #expect(throws: LogError.self) { try verify(String(decoding: text, as: UTF8.self)) }
        }
        let otherID = Self.note.replacing("Uw2QOkn8", with: "Uw2QOUn8")
        #expect(throws: LogError(.signerUnknown, "")) { try verify(otherID) }
    }

    @Test("two different keys of one name and id are refused, as nobody can tell which is meant")
    func ambiguousKeys() throws {
        // The hashes of "twin 36044" and "twin 39660": an id has 32 bits, and two that collide are found in a second.
        let twins = try [
            "example.com/twin+db9706c4+ATiXx5yR6FyqFYVhjA2X6YWtn4afbC81GSGZqAYKwyZV",
            "example.com/twin+db9706c4+ARJEkTHkDGTEQ/MS79GIxplZM9BvOMSe6Z+hgWwxjxzk",
        ].map { try VerifierKey(text: $0, digests: digests) }
        let line = NoteSignature(name: twins[0].name, keyID: twins[1].id, signature: [UInt8](repeating: 0, count: 64))
        let note = try SignedNote(text: bytes(Self.text), signatures: [line])
        #expect(throws: LogError(.keyAmbiguous, "")) { try note.verified(by: twins, signatureVerifier) }
        #expect(throws: LogError(.signatureInvalid, "")) { try note.verified(by: [twins[0]], signatureVerifier) }
    }

    @Test("a key that is listed twice counts once, and without keys nobody has signed")
    func listedTwice() throws {
        let key = try keys()[0]
        let note = try SignedNote(parsing: bytes(Self.note))
        #expect(try note.verified(by: [key, key], signatureVerifier).signers == [key])
        #expect(throws: LogError(.signerUnknown, "")) { try note.verified(by: [], signatureVerifier) }
    }

    @Test("a key that has signed twice counts once")
    func signedTwice() throws {
        let verified = try verify(Self.note + Self.signature)
        #expect(verified.note.signatures.count == 2)
        #expect(verified.signers == (try keys()))
    }

    @Test("a cosignature key and a key of an unknown type verify no note")
    func otherTypes() throws {
        let cosigner = try VerifierKey(text: SpikeLog.witnessTextB, digests: digests)
        let note = try SignedNote(parsing: SpikeLog.note)
        #expect(throws: LogError(.signerUnknown, "")) { try note.verified(by: [cosigner], signatureVerifier) }
        #expect(try note.verified(by: [cosigner, SpikeLog.key()], signatureVerifier).signers == [SpikeLog.key()])
    }
}
