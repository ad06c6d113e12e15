import ExchangeProtocol
import TestSupport
import Testing
import VerificationDomain

@Suite("A JWK is a public key of a known suite or nothing")
struct JSONWebKeyTests {
    private func key(_ suite: SignatureSuite) throws -> JSONValue {
        JSONWebKey(try ExampleKeys.signer(suite, ProvinceCode.shanghai).publicKey).json
    }

    private func reads(_ json: JSONValue) -> Bool { (try? JSONWebKey(json: JSONCursor(json))) != nil }

    @Test("it reads back as it was", arguments: SignatureSuite.allCases)
    func roundTrip(suite: SignatureSuite) throws {
        let publicKey = try ExampleKeys.signer(suite, ProvinceCode.shanghai).publicKey
        #expect(try JSONWebKey(json: JSONCursor(JSONWebKey(publicKey).json)).publicKey == publicKey)
    }

    @Test("RFC 8037 appendix A.2's key reads")
    func vector() throws {
        let json = JSONValue.object([
            "kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
        ])
        let bytes = try JSONWebKey(json: JSONCursor(json)).publicKey.bytes
        #expect(Hexadecimal.encode(bytes) == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
    }

    @Test("a private member is an error in every suite", arguments: SignatureSuite.allCases)
    func privateMember(suite: SignatureSuite) throws {
        #expect(!reads(try key(suite).setting("d", .string(String(repeating: "A", count: 43)))))
    }

    @Test("another type, curve, algorithm or length is an error")
    func wrong() throws {
        let sm2 = try key(.sm2sm3)
        let short = JSONValue.string(Base64.url.encode([UInt8](repeating: 1, count: 31)))
        let wrong: [(String, JSONValue?)] = [
            ("kty", "OKP"), ("kty", "RSA"), ("crv", "P-384"), ("crv", "Ed25519"), ("x", nil), ("y", nil), ("x", short),
            ("y", short), ("x", "not base64!"), ("alg", "ES256"),
        ]
        for (name, value) in wrong { #expect(!reads(sm2.setting(name, value)), "\(name)") }
        #expect(reads(sm2.setting("alg", "SM2-SM3")))
        #expect(!reads(try key(.ed25519).setting("y", "AAAA")))
    }

    @Test("a key set reads back as it was")
    func keySet() throws {
        let entries = try SignatureSuite.allCases.map { suite in
            let signer = try ExampleKeys.signer(suite, ProvinceCode.shanghai)
            return KeySet.Entry(keyIdentifier: signer.keyIdentifier, key: JSONWebKey(signer.publicKey))
        }
        let set = KeySet(entries)
        #expect(try KeySet(json: JSONCursor(set.json)) == set)
        #expect(!set.json.canonicalText.contains("\"d\""))
    }

    @Test("a JWS of RFC 8037 appendix A.4 is signed by its key")
    func signatureVector() throws {
        let text =
            "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhi"
            + "jcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"
        let parts = text.split(separator: ".")
        let signature = try #require(Signature(bytes: Base64.url.decode(parts[2]) ?? []))
        let json = JSONValue.object([
            "kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
        ])
        let key = try JSONWebKey(json: JSONCursor(json)).publicKey
        let input = Array("\(parts[0]).\(parts[1])".utf8)
        #expect(ExampleFederation.verifier.isValid(signature, over: input, by: key))
    }
}
