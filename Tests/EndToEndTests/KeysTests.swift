import ExchangeProtocol
import Foundation
import OpenSSLCrypto
import Testing
import VerificationDomain

@Suite("hedui keys")
struct KeysTests {
    private let folder: TemporaryFolder
    private var file: String { "\(folder.path)/key.pem" }

    init() throws { folder = try TemporaryFolder() }

    private func mode(_ path: String) throws -> Int {
        try #require(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
    }

    private func publicKey(_ text: String) throws -> PublicKey {
        let json = try JSONParser.parse(Array(text.utf8), limits: JSONLimits(byteCount: 4096))
        return try JSONWebKey(json: JSONCursor(json)).publicKey
    }

    @Test(
        "generate makes a key for its owner alone and prints its JWK; show prints the same",
        arguments: SignatureSuite.allCases
    )
    func generate(suite: SignatureSuite) throws {
        let made = try HeduiProgram.run(["keys", "generate", "--suite", suite.rawValue, file])
        #expect(made.status == 0, "\(made.text)")
        #expect(try mode(file) == 0o600)
        let key = try PrivateKey(file: file)
        #expect(key.suite == suite)
        #expect(try publicKey(made.output) == key.publicKey)
        for options in [[], ["--json"]] {
            #expect(try HeduiProgram.run(["keys", "show", file] + options).output == made.output)
        }
    }

    @Test("an existing file is never touched")
    func existing() throws {
        try #require(try HeduiProgram.run(["keys", "generate", file]).status == 0)
        let before = try Data(contentsOf: URL(filePath: file))
        for command in ["generate", "generate-symmetric"] {
            let again = try HeduiProgram.run(["keys", command, file])
            #expect(again.status == 73, "\(again.text)")
            #expect(again.errors.contains("key.pem: exists already"), "\(again.text)")
        }
        #expect(try Data(contentsOf: URL(filePath: file)) == before)
    }

    @Test("generate-symmetric makes 32 random bytes for their owner alone")
    func symmetric() throws {
        let made = try HeduiProgram.run(["keys", "generate-symmetric", file, "--json"])
        #expect(made.status == 0, "\(made.text)")
        #expect(made.output == "{\"file\":\"\(file)\"}\n")
        #expect(try mode(file) == 0o600)
        let text = try String(contentsOfFile: file, encoding: .utf8)
        #expect(text.wholeMatch(of: /[0-9a-f]{64}\n?/) != nil)
        let other = try HeduiProgram.run(["keys", "generate-symmetric", file + "2"])
        #expect(other.output == "made \(file)2\n")
        #expect(try String(contentsOfFile: file + "2", encoding: .utf8) != text)
    }

    @Test("a key file that is missing, exposed or no key, and a suite that nobody knows")
    func wrong() throws {
        let missing = try HeduiProgram.run(["keys", "show", file])
        #expect(missing.status == 66, "\(missing.text)")
        try "no key".write(toFile: file, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
        let exposed = try HeduiProgram.run(["keys", "show", file])
        #expect(exposed.status == 77 && exposed.errors.contains("600"), "\(exposed.text)")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        let noKey = try HeduiProgram.run(["keys", "show", file])
        #expect(noKey.status == 77 && noKey.errors.contains("key.pem"), "\(noKey.text)")
        #expect(try HeduiProgram.run(["keys", "generate", "--suite", "rot13", file + "2"]).status == 64)
        let nowhere = try HeduiProgram.run(["keys", "generate", "/proc/nope/key.pem"])
        #expect(nowhere.status == 73, "\(nowhere.text)")
    }
}
