import Foundation
import Testing
import VerificationDomain

@testable import OpenSSLCrypto

@Suite("CrossCheck: the openssl command and our code agree about signatures")
struct CommandCrossCheckTests {
    let folder: TemporaryFolder
    let message = Array("a message that both sides sign".utf8)

    init() throws {
        folder = try TemporaryFolder()
        _ = try folder.write("message", message)
    }

    private func options(_ suite: SignatureSuite) -> String {
        switch suite {
        case .sm2sm3: "-digest sm3 -pkeyopt distid:1234567812345678"
        case .es256: "-digest sha256"
        case .ed25519: ""
        }
    }

    private func openssl(_ arguments: String) throws {
        try Command.run("bash", "-c", "cd '\(folder.path)' && openssl \(arguments)")
    }

    @Test("openssl verifies what we sign with a key that we made", arguments: SignatureSuite.allCases)
    func ours(suite: SignatureSuite) throws {
        let key = try PrivateKey.generate(suite)
        try key.write(file: folder("key.pem"))
        let raw = try key.sign(message).bytes
        _ = try folder.write("signature", suite == .ed25519 ? raw : SignatureEncoding.distinguished(raw))
        try openssl("pkey -in key.pem -pubout -out public.pem")
        let check = "pkeyutl -verify -pubin -inkey public.pem -rawin -in message -sigfile signature"
        try openssl("\(check) \(options(suite))")
        if suite == .sm2sm3 { #expect(throws: Command.Failure.self) { try openssl("\(check) -digest sm3") } }
        _ = try folder.write("message", message + [0])
        #expect(throws: Command.Failure.self) { try openssl("\(check) \(options(suite))") }
    }

    @Test("we verify what openssl signs with a key that it made", arguments: SignatureSuite.allCases)
    func theirs(suite: SignatureSuite) throws {
        let kind =
            switch suite {
            case .sm2sm3: "SM2"
            case .es256: "EC -pkeyopt ec_paramgen_curve:P-256"
            case .ed25519: "ED25519"
            }
        try openssl("genpkey -algorithm \(kind) -out key.pem && chmod 600 key.pem")
        try openssl("pkeyutl -sign -inkey key.pem -rawin -in message -out signature \(options(suite))")
        let key = try PrivateKey(file: folder("key.pem"))
        #expect(key.suite == suite)
        let encoded = try folder.read("signature")
        let raw = suite == .ed25519 ? encoded : try #require(SignatureEncoding.raw(encoded))
        let signature = try #require(Signature(bytes: raw))
        #expect(OpenSSLSignatureVerifier().isValid(signature, over: message, by: key.publicKey))
    }

    @Test("an SM2 signature that openssl made with its default id is refused")
    func defaultIdentifier() throws {
        try openssl("genpkey -algorithm SM2 -out key.pem && chmod 600 key.pem")
        try openssl("pkeyutl -sign -inkey key.pem -rawin -in message -out signature -digest sm3")
        let key = try PrivateKey(file: folder("key.pem"))
        let raw = try #require(SignatureEncoding.raw(try folder.read("signature")))
        let signature = try #require(Signature(bytes: raw))
        #expect(!OpenSSLSignatureVerifier().isValid(signature, over: message, by: key.publicKey))
    }
}
