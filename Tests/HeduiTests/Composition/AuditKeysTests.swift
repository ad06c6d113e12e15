import OpenSSLCrypto
import Testing
import TransparencyLog
import VerificationDomain

@testable import hedui

@Suite("The verifier keys that a caller trusts are given by themselves or in a file")
struct AuditKeysTests {
    private let folder: ScratchFolder
    private let keys: [VerifierKey]

    init() throws {
        folder = try ScratchFolder()
        keys = try (1...3).map { number in
            try VerifierKey(
                name: KeyName("node-\(number).example/log/2026")!,
                publicKey: try PrivateKey(ed25519Seed: Array(repeating: UInt8(number), count: 32)).publicKey,
                digests: OpenSSLDigests()
            )
        }
    }

    @Test("one key is read as it stands")
    func oneKey() throws {
        #expect(try AuditKeys.read(keys[0].description) == [keys[0]])
    }

    @Test("@FILE is a file with one key a line, with or without a line end behind the last")
    func file() throws {
        for end in ["", "\n"] {
            try folder.write(keys.map(\.description).joined(separator: "\n") + end, to: "keys")
            #expect(try AuditKeys.read("@" + folder.file("keys")) == keys)
        }
    }

    @Test("a file that is not there is a missing input, and a line that is no key is bad input")
    func wrong() throws {
        try folder.write("\(keys[0])\nnode.example/log+0000\n", to: "keys")
        for (text, status) in [
            ("@" + folder.file("none"), hedui.ExitStatus.missingInput), ("@" + folder.file("keys"), .badInput),
            ("node.example", .badInput), ("", .badInput),
        ] {
            let failure = #expect(throws: CommandFailure.self) { try AuditKeys.read(text) }
            #expect(failure?.status == status, "\(text)")
        }
    }
}
