import Foundation
import Testing
import VerificationDomain

@testable import OpenSSLCrypto

@Suite("Key files")
struct KeyFileTests {
    let folder: TemporaryFolder
    let key: PrivateKey

    init() throws {
        folder = try TemporaryFolder()
        key = try PrivateKey.generate(.sm2sm3)
        try key.write(file: folder("key.pem"))
    }

    private func setMode(_ mode: Int) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder("key.pem"))
    }

    private func refusal(_ path: String) -> CryptoError? {
        do throws(CryptoError) {
            _ = try PrivateKey(file: path)
            return nil
        } catch {
            return error
        }
    }

    @Test("a written key has mode 600, is read again, and signs as its signer")
    func written() async throws {
        let attributes = try FileManager.default.attributesOfItem(atPath: folder("key.pem"))
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let identifier = try #require(KeyIdentifier("310000-2026"))
        let signer = try KeyFileSigner(file: folder("key.pem"), keyIdentifier: identifier)
        #expect(signer.publicKey == key.publicKey)
        #expect(signer.keyIdentifier == identifier)
        let signature = try await signer.sign([1])
        #expect(OpenSSLSignatureVerifier().isValid(signature, over: [1], by: key.publicKey))
    }

    @Test(
        "a file that others may touch is refused with its mode and the remedy",
        arguments: [0o644, 0o640, 0o604, 0o620, 0o700]
    )
    func exposed(mode: Int) throws {
        try setMode(mode)
        let error = try #require(refusal(folder("key.pem")))
        #expect(error.code == .keyFileExposed)
        #expect(error.description.contains("mode \(String(mode, radix: 8))"))
        #expect(error.description.contains("chmod 600"))
    }

    @Test(
        "a file with a set-user, set-group or sticky bit is refused with its mode",
        arguments: [0o4600, 0o2600, 0o1600] as [mode_t]
    )
    func specialBits(mode: mode_t) throws {
        try #require(chmod(folder("key.pem"), mode) == 0)
        let error = try #require(refusal(folder("key.pem")))
        #expect(error.code == .keyFileExposed)
        #expect(error.description.contains("mode \(String(mode, radix: 8))"))
    }

    @Test("a file that its owner may only read is fine")
    func readOnly() throws {
        try setMode(0o400)
        #expect(refusal(folder("key.pem")) == nil)
    }

    @Test("a file of another user is refused")
    func foreign() throws {
        var path = "/etc/passwd"
        if geteuid() == 0 {
            path = folder("key.pem")
            try FileManager.default.setAttributes([.ownerAccountID: 65_534], ofItemAtPath: path)
        }
        let error = try #require(refusal(path))
        #expect(error.code == .keyFileExposed)
        #expect(error.description.contains("another user"))
    }

    @Test("a missing file, an empty name and a name with a NUL are unreadable")
    func missing() {
        for path in [folder("none.pem"), "", folder("key.pem") + "\0"] {
            #expect(refusal(path)?.code == .keyFileUnreadable)
        }
    }

    @Test("a folder, a FIFO and a device are no key files, and nothing waits for them")
    func irregular() throws {
        #expect(refusal(folder.path)?.code == .keyFileExposed)
        #expect(mkfifo(folder("fifo"), 0o600) == 0)
        #expect(refusal(folder("fifo"))?.code == .keyFileExposed)
        #expect(refusal("/dev/zero")?.code == .keyFileExposed)
    }

    @Test("garbage, an empty file and one over the limit are no keys")
    func garbage() throws {
        for content in [Array("garbage".utf8), [], [UInt8](repeating: 0x41, count: 20_000)] {
            #expect(refusal(try folder.write("bad.pem", content))?.code == .keyUnusable)
        }
    }

    @Test("a key with text behind it is taken up to the limit of a key file, and refused over it")
    func limit() throws {
        let pem = try folder.read("key.pem")
        let most = Int(KeyFile.byteLimit)
        let full = pem + [UInt8](repeating: UInt8(ascii: "\n"), count: most - pem.count)
        #expect(refusal(try folder.write("full.pem", full)) == nil)
        let error = try #require(refusal(try folder.write("over.pem", full + [UInt8(ascii: "\n")])))
        #expect(error.code == .keyUnusable)
        #expect(error.description.contains("\(most + 1) bytes"))
    }

    @Test("a link is followed, and what it leads to is judged")
    func link() throws {
        try FileManager.default.createSymbolicLink(atPath: folder("link.pem"), withDestinationPath: folder("key.pem"))
        #expect(refusal(folder("link.pem")) == nil)
        try setMode(0o644)
        #expect(refusal(folder("link.pem"))?.code == .keyFileExposed)
    }

    @Test("writing never replaces a file and never follows a link")
    func exists() throws {
        let before = try folder.read("key.pem")
        #expect(throws: CryptoError(.keyFileExists, "")) {
            try PrivateKey.generate(.es256).write(file: folder("key.pem"))
        }
        #expect(try folder.read("key.pem") == before)
        try FileManager.default.createSymbolicLink(atPath: folder("link.pem"), withDestinationPath: folder("new.pem"))
        #expect(throws: CryptoError.self) { try key.write(file: folder("link.pem")) }
        #expect(!FileManager.default.fileExists(atPath: folder("new.pem")))
        #expect(throws: CryptoError.self) { try key.write(file: folder("no/such/folder/key.pem")) }
    }

    @Test(
        "the folder whose names are made durable is the one that the file stands in",
        arguments: [
            ("key.pem", "."), ("./key.pem", "."), ("keys/key.pem", "keys"), ("/key.pem", "/"), ("/a/b/key.pem", "/a/b"),
            ("../key.pem", ".."),
        ]
    )
    func parentFolder(path: String, parent: String) {
        #expect(KeyFile.folder(of: path) == parent)
    }

    @Test("a symmetric key is made once, read again, and refused when its file is not private or not a key")
    func symmetric() throws {
        try SymmetricKey.create(file: folder("seal.key"))
        let symmetric = try SymmetricKey(file: folder("seal.key"))
        #expect(try SymmetricKey(file: folder("seal.key")) == symmetric)
        #expect(throws: CryptoError(.keyFileExists, "")) { try SymmetricKey.create(file: folder("seal.key")) }
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: folder("seal.key"))
        #expect(throws: CryptoError(.keyFileExposed, "")) { try SymmetricKey(file: folder("seal.key")) }
        for text in ["\n", "00", String(repeating: "0", count: 66), String(repeating: "g", count: 64)] {
            let path = try folder.write("bad.key", Array(text.utf8))
            #expect(throws: CryptoError(.keyUnusable, "")) { try SymmetricKey(file: path) }
        }
    }
}
