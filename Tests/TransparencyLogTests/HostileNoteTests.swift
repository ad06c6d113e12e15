import Testing
import TransparencyLog

@Suite("What is not exactly a note is refused")
struct HostileNoteTests {
    private static let line = SignedNoteTests.signature
    private static let text = SignedNoteTests.text

    static let hostile: [(String, [UInt8])] = [
        ("nothing", []),
        ("only line feeds", bytes("\n\n\n")),
        ("no signature", bytes(text)),
        ("no signature after the empty line", bytes(text + "\n")),
        ("no empty line", bytes(text + line)),
        ("two empty lines at the end", bytes(text + "\n" + line + "\n\n")),
        ("an empty line at the end", bytes(text + "\n" + line + "\n")),
        ("no final line feed", bytes(text + "\n" + line).dropLast().map { $0 }),
        ("carriage returns", bytes((text + "\n" + line).replacing("\n", with: "\r\n"))),
        ("a carriage return in the text", bytes("a\rb\n\n" + line)),
        ("a tab", bytes("a\tb\n\n" + line)),
        ("a NUL", bytes("a\0b\n\n" + line)),
        ("an escape character", bytes("a\u{1B}b\n\n" + line)),
        ("no UTF-8", [0x61, 0xFF, 0x0A, 0x0A] + bytes(line)),
        ("half a character", [0x61, 0xE2, 0x80, 0x0A, 0x0A] + bytes(line)),
        ("an overlong character", [0xC0, 0x8A, 0x0A, 0x0A] + bytes(line)),
        ("a hyphen for the dash", bytes(text + "\n" + line.replacing("—", with: "-"))),
        ("a shorter dash", bytes(text + "\n" + line.replacing("—", with: "–"))),
        ("two blanks", bytes(text + "\n" + line.replacing("— ", with: "—  "))),
        ("a blank at the end", bytes(text + "\n" + line.replacing("=\n", with: "= \n"))),
        ("a third word", bytes(text + "\n" + line.replacing("=\n", with: "= x\n"))),
        ("no name", bytes(text + "\n— " + "Uw2QOkn8srV1yJGh2VYR\n")),
        ("a name with +", bytes(text + "\n" + line.replacing("example.com/foo", with: "example.com+foo"))),
        ("a no-break space in the name", bytes(text + "\n" + line.replacing("/foo", with: "/\u{A0}foo"))),
        ("an ideographic space in the name", bytes(text + "\n" + line.replacing("/foo", with: "/\u{3000}foo"))),
        ("an endless name", bytes(text + "\n— " + String(repeating: "n", count: 300) + " Uw2QOkn8srV1\n")),
        ("base64 without padding", bytes(text + "\n" + line.replacing("=\n", with: "\n"))),
        ("base64 with stray bits", bytes(text + "\n" + line.replacing("QM=\n", with: "QN=\n"))),
        ("base64 of the other alphabet", bytes(text + "\n— example.com/foo Uw2QOkn8srV1_-Gh\n")),
        ("an endless signature", bytes(text + "\n— example.com/foo \(String(repeating: "AAAA", count: 2044))\n")),
        ("a signature of four bytes", bytes(text + "\n— example.com/foo Uw2QOg==\n")),
        ("text between signatures", bytes(text + "\n" + line + "hello\n" + line)),
        ("too many signatures", bytes(text + "\n" + String(repeating: line, count: 65))),
        ("too many bytes", bytes(String(repeating: "a", count: 262_144) + "\n\n" + line)),
    ]

    @Test("a hostile note is refused", arguments: hostile)
    func refused(what: String, note: [UInt8]) {
        #expect(throws: LogError(.noteMalformed, ""), "\(what)") { try SignedNote(parsing: note) }
    }

    @Test("no byte can be taken away from a note, and what remains is never signed")
    func everyByteRemoved() throws {
        let note = bytes(SignedNoteTests.note)
        let keys = [try VerifierKey(text: SignedNoteTests.keyText, digests: digests)]
        for index in note.indices {
            var cut = note
            cut.remove(at: index)
            #expect(throws: LogError.self) {
                try SignedNote(parsing: cut).verified(by: keys, signatureVerifier)
            }
        }
    }

    @Test("a note that could not be read back is not made")
    func making() throws {
        let signature = try SignedNote(parsing: bytes(SignedNoteTests.note)).signatures[0]
        for text in ["", "no line feed", "a\r\n", "a\u{7}\n"] {
            #expect(throws: LogError(.noteMalformed, "")) {
                try SignedNote(text: bytes(text), signatures: [signature])
            }
        }
        #expect(throws: LogError(.noteMalformed, "")) { try SignedNote(text: bytes("a\n"), signatures: []) }
        let most = try SignedNote(text: bytes("a\n"), signatures: Array(repeating: signature, count: 64))
        #expect(try SignedNote(parsing: most.bytes) == most)
        #expect(throws: LogError(.noteMalformed, "")) { try most.adding(signature) }
    }

    @Test("a signature line has at most 8192 bytes")
    func longLine() throws {
        let line = "— example.com/foo \(String(repeating: "AAAA", count: 2043))"
        #expect(line.utf8.count == 8192)
        let note = try SignedNote(parsing: bytes(Self.text + "\n" + line + "\n"))
        #expect(note.signatures.map(\.signature.count) == [3 * 2043 - 4])
    }
}
