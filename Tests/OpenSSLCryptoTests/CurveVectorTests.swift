import OpenSSLCrypto
import Testing
import VerificationDomain

/// NIST CAVP, FIPS 186-4 ECDSA signature verification (SigVer.rsp), section `[P-256,SHA-256]`.
@Suite("Signatures of NIST's verification vectors are judged as NIST judges them")
struct CurveVectorTests {
    struct Vector: Sendable, CustomTestStringConvertible {
        let message: String
        /// x‖y.
        let publicKey: String
        /// r‖s.
        let signature: String
        /// What NIST changed; `nil` when the signature is good.
        let changed: String?

        var testDescription: String { "\(message.prefix(8)): \(changed ?? "good")" }
    }

    static let vectors = [
        Vector(
            message: "e4796db5f785f207aa30d311693b3702821dff1168fd2e04c0836825aefd850d"
                + "9aa60326d88cde1a23c7745351392ca2288d632c264f197d05cd424a30336c19"
                + "fd09bb229654f0222fcb881a4b35c290a093ac159ce13409111ff0358411133c"
                + "24f5b8e2090d6db6558afc36f06ca1f6ef779785adba68db27a409859fc4c4a0",
            publicKey: "87f8f2b218f49845f6f10eec3877136269f5c1a54736dbdf69f89940cad41555"
                + "e15f369036f49842fac7a86c8a2b0557609776814448b8f5e84aa9f4395205e9",
            signature: "d19ff48b324915576416097d2544f7cbdf8768b1454ad20e0baac50e211f23b0"
                + "a3e81e59311cdfff2d4784949f7a2cb50ba6c3a91fa54710568e61aca3e847c6",
            changed: "S"
        ),
        Vector(
            message: "069a6e6b93dfee6df6ef6997cd80dd2182c36653cef10c655d524585655462d6"
                + "83877f95ecc6d6c81623d8fac4e900ed0019964094e7de91f1481989ae187300"
                + "4565789cbf5dc56c62aedc63f62f3b894c9c6f7788c8ecaadc9bd0e81ad91b2b"
                + "3569ea12260e93924fdddd3972af5273198f5efda0746219475017557616170e",
            publicKey: "5cf02a00d205bdfee2016f7421807fc38ae69e6b7ccd064ee689fc1a94a9f7d2"
                + "ec530ce3cc5c9d1af463f264d685afe2b4db4b5828d7e61b748930f3ce622a85",
            signature: "dc23d130c6117fb5751201455e99f36f59aba1a6a21cf2d0e7481a97451d6693"
                + "d6ce7708c18dbf35d4f8aa7240922dc6823f2e7058cbc1484fcad1599db5018c",
            changed: "R"
        ),
        Vector(
            message: "df04a346cf4d0e331a6db78cca2d456d31b0a000aa51441defdb97bbeb20b94d"
                + "8d746429a393ba88840d661615e07def615a342abedfa4ce912e562af7149598"
                + "96858af817317a840dcff85a057bb91a3c2bf90105500362754a6dd321cdd861"
                + "28cfc5f04667b57aa78c112411e42da304f1012d48cd6a7052d7de44ebcc01de",
            publicKey: "2ddfd145767883ffbb0ac003ab4a44346d08fa2570b3120dcce94562422244cb"
                + "5f70c7d11ac2b7a435ccfbbae02c3df1ea6b532cc0e9db74f93fffca7c6f9a64",
            signature: "9913111cff6f20c5bf453a99cd2c2019a4e749a49724a08774d14e4c113edda8"
                + "9467cd4cd21ecb56b0cab0a9a453b43386845459127a952421f5c6382866c5cc",
            changed: "Q"
        ),
        Vector(
            message: "e1130af6a38ccb412a9c8d13e15dbfc9e69a16385af3c3f1e5da954fd5e7c45f"
                + "d75e2b8c36699228e92840c0562fbf3772f07e17f1add56588dd45f7450e1217"
                + "ad239922dd9c32695dc71ff2424ca0dec1321aa47064a044b7fe3c2b97d03ce4"
                + "70a592304c5ef21eed9f93da56bb232d1eeb0035f9bf0dfafdcc4606272b20a3",
            publicKey: "e424dc61d4bb3cb7ef4344a7f8957a0c5134e16f7a67c074f82e6e12f49abf3c"
                + "970eed7aa2bc48651545949de1dddaf0127e5965ac85d1243d6f60e7dfaee927",
            signature: "bf96b99aa49c705c910be33142017c642ff540c76349b9dab72f981fd9347f4f"
                + "17c55095819089c2e03b9cd415abdf12444e323075d98f31920b9e0f57ec871c",
            changed: nil
        ),
        Vector(
            message: "1669bfb657fdc62c3ddd63269787fc1c969f1850fb04c933dda063ef74a56ce1"
                + "3e3a649700820f0061efabf849a85d474326c8a541d99830eea8131eaea584f2"
                + "2d88c353965dabcdc4bf6b55949fd529507dfb803ab6b480cd73ca0ba00ca19c"
                + "438849e2cea262a1c57d8f81cd257fb58e19dec7904da97d8386e87b84948169",
            publicKey: "69b7667056e1e11d6caf6e45643f8b21e7a4bebda463c7fdbc13bc98efbd0214"
                + "d3f9b12eb46c7c6fda0da3fc85bc1fd831557f9abc902a3be3cb3e8be7d1aa2f",
            signature: "288f7a1cd391842cce21f00e6f15471c04dc182fe4b14d92dc18910879799790"
                + "247b3c4e89a3bcadfea73c7bfd361def43715fa382b8c3edf4ae15d6e55e9979",
            changed: "message"
        ),
        Vector(
            message: "60cd64b2cd2be6c33859b94875120361a24085f3765cb8b2bf11e026fa9d8855"
                + "dbe435acf7882e84f3c7857f96e2baab4d9afe4588e4a82e17a78827bfdb5ddb"
                + "d1c211fbc2e6d884cddd7cb9d90d5bf4a7311b83f352508033812c776a0e00c0"
                + "03c7e0d628e50736c7512df0acfa9f2320bd102229f46495ae6d0857cc452a84",
            publicKey: "2d98ea01f754d34bbc3003df5050200abf445ec728556d7ed7d5c54c55552b6d"
                + "9b52672742d637a32add056dfd6d8792f2a33c2e69dafabea09b960bc61e230a",
            signature: "06108e525f845d0155bf60193222b3219c98e3d49424c2fb2a0987f825c17959"
                + "62b5cdd591e5b507e560167ba8f6f7cda74673eb315680cb89ccbc4eec477dce",
            changed: nil
        ),
    ]

    @Test("good where nothing was changed, refused where r, s, the key or the message was", arguments: vectors)
    func verdict(vector: Vector) throws {
        let key = try #require(PublicKey(suite: .es256, bytes: bytes(vector.publicKey)))
        let signature = try #require(Signature(bytes: bytes(vector.signature)))
        let isValid = OpenSSLSignatureVerifier().isValid(signature, over: try bytes(vector.message), by: key)
        #expect(isValid == (vector.changed == nil))
    }
}
