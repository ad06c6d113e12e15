import OpenSSLCrypto
import Testing
import VerificationDomain

@Suite("Signatures of the standards verify")
struct SignatureVectorTests {
    struct Vector: Sendable {
        let source: String
        let suite: SignatureSuite
        /// d, or the seed of Ed25519.
        let privateKey: String
        let publicKey: String
        let message: String
        let signature: String
    }

    static let vectors = [
        Vector(
            source: "GB/T 32918.2 on the recommended curve of GB/T 32918.5, message `message digest`",
            suite: .sm2sm3,
            privateKey: "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8",
            publicKey: "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
                + "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13",
            message: Hexadecimal.encode(Array("message digest".utf8)),
            signature: "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
                + "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa"
        ),
        Vector(
            source: "RFC 6979 section A.2.5, SHA-256, message `sample`",
            suite: .es256,
            privateKey: "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721",
            publicKey: "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
                + "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299",
            message: Hexadecimal.encode(Array("sample".utf8)),
            signature: "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
                + "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8"
        ),
        Vector(
            source: "RFC 8032 section 7.1 test 1",
            suite: .ed25519,
            privateKey: "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            publicKey: "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            message: "",
            signature: "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        ),
        Vector(
            source: "RFC 8032 section 7.1 test 2",
            suite: .ed25519,
            privateKey: "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            publicKey: "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            message: "72",
            signature: "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        ),
        Vector(
            source: "RFC 8032 section 7.1 test 3",
            suite: .ed25519,
            privateKey: "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            publicKey: "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            message: "af82",
            signature: "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
        ),
    ]

    @Test("the published signature verifies, and over another message it does not", arguments: vectors)
    func verifies(vector: Vector) throws {
        let key = try #require(PublicKey(suite: vector.suite, bytes: bytes(vector.publicKey)))
        let signature = try #require(Signature(bytes: bytes(vector.signature)))
        let message = try bytes(vector.message)
        let verifier = OpenSSLSignatureVerifier()
        #expect(verifier.isValid(signature, over: message, by: key), "\(vector.source)")
        #expect(!verifier.isValid(signature, over: message + [0], by: key), "\(vector.source)")
    }

    @Test("the published private key has the published public key and signs for it", arguments: vectors)
    func signs(vector: Vector) throws {
        let secret = try bytes(vector.privateKey)
        let key =
            vector.suite == .ed25519
            ? try PrivateKey(ed25519Seed: secret) : try PrivateKey(suite: vector.suite, scalar: secret)
        #expect(try key.publicKey.bytes == bytes(vector.publicKey))
        let message = try bytes(vector.message)
        let signature = try key.sign(message)
        #expect(OpenSSLSignatureVerifier().isValid(signature, over: message, by: key.publicKey))
        // Ed25519 has one signature for a message; the others draw a fresh number each time.
        #expect(try (signature.bytes == bytes(vector.signature)) == (vector.suite == .ed25519))
    }
}
