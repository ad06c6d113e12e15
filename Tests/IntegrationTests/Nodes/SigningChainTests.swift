import ExchangeProtocol
import Foundation
import OpenSSLCrypto
import TestSupport
import Testing
import VerificationDomain

/// Authorities and regions made by certs/make-development-pki.sh, in a folder that goes with it.
private final class DevelopmentAuthorities: Sendable {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "hedui-pki-\(UUID().uuidString)")

    init() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = [
            root.appending(path: "certs/make-development-pki.sh").path, "--expired", "330000", folder.path, "310000",
            "320000", "330000",
        ]
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func certificate(_ name: String) throws -> Certificate {
        let pem = [UInt8](try Data(contentsOf: folder.appending(path: name)))
        return try #require(try Certificate.bundle(pem: pem).first)
    }

    func leaf(_ region: String) throws -> Certificate { try certificate("\(region)/signing.cert.pem") }
    func authority() throws -> Certificate { try certificate("signing-ca/cert.pem") }
    func verifier() throws -> SigningChainVerifier { try SigningChainVerifier(authorities: [try authority()]) }
}

@Suite("A certificate chain beside a signing key is verified, whatever its key is")
struct SigningChainTests {
    private let authorities: DevelopmentAuthorities
    private let leaf: Certificate
    private let key: PublicKey
    /// Half a day on, so that the certificates are in force whenever this runs.
    private let moment: Timestamp

    init() throws {
        authorities = try DevelopmentAuthorities()
        leaf = try authorities.leaf("310000")
        key = try #require(leaf.publicKey)
        moment = leaf.notBefore.adding(seconds: 43_200)
    }

    private func registered(_ chain: [[UInt8]], revokedAt: Timestamp? = nil) -> RegisteredKey {
        RegisteredKey(
            keyIdentifier: KeyIdentifier("sm2.310000")!,
            publicKey: key,
            notBefore: moment.adding(seconds: -3600),
            notAfter: moment.adding(seconds: 3600),
            revokedAt: revokedAt,
            certificates: chain
        )
    }

    @Test("an SM2 chain to a trusted authority vouches for its key, with the authority in it or without")
    func good() throws {
        let verifier = try authorities.verifier()
        for chain in [[leaf.der], [leaf.der, try authorities.authority().der]] {
            #expect(verifier.refusal(of: chain, for: key, at: moment) == nil)
            #expect(registered(chain).chainRefusal(verifier, at: moment) == nil)
        }
        #expect(key.suite == .sm2sm3)
    }

    @Test("the certificate of another key, though of the same authority")
    func otherLeaf() throws {
        let other = try authorities.leaf("320000").der
        #expect(try authorities.verifier().refusal(of: [other, leaf.der], for: key, at: moment) == .otherKey)
        #expect(registered([other]).chainRefusal(try authorities.verifier(), at: moment) == .otherKey)
    }

    @Test("one that has expired, or is not in force yet")
    func times() throws {
        let expired = try authorities.leaf("330000")
        let ownKey = try #require(expired.publicKey)
        #expect(try authorities.verifier().refusal(of: [expired.der], for: ownKey, at: moment) == .expired)
        let early = leaf.notBefore.adding(seconds: -86_400)
        #expect(try authorities.verifier().refusal(of: [leaf.der], for: key, at: early) == .notYetValid)
    }

    @Test("an authority of the same name that nobody trusts, also when the chain brings it along")
    func foreignAuthority() throws {
        let foreign = try DevelopmentAuthorities()
        let stranger = try foreign.leaf("310000")
        let ownKey = try #require(stranger.publicKey)
        for chain in [[stranger.der], [stranger.der, try foreign.authority().der]] {
            let refusal = try authorities.verifier().refusal(of: chain, for: ownKey, at: moment)
            #expect(refusal == .untrusted || refusal == .badSignature)
        }
        let none = try SigningChainVerifier(authorities: [])
        #expect(none.refusal(of: [leaf.der], for: key, at: moment) == .untrusted)
    }

    @Test("bytes that are no certificate, more than one, or none at all")
    func unreadable() throws {
        let verifier = try authorities.verifier()
        for chain in [[], [[0x30, 0x03, 0x02, 0x01, 0x01]], [leaf.der + [0]], [Array(leaf.der.dropLast())]] {
            #expect(verifier.refusal(of: chain, for: key, at: moment) == .unreadable)
        }
    }

    @Test("a key that may not sign any more is not judged; one that may later is judged as of then")
    func timesOfTheKey() throws {
        let verifier = try authorities.verifier()
        let other = try authorities.leaf("320000").der
        #expect(registered([other], revokedAt: moment).chainRefusal(verifier, at: moment) == nil)
        #expect(registered([other]).chainRefusal(verifier, at: moment.adding(seconds: 7200)) == nil)
        let before = leaf.notBefore.adding(seconds: -86_400)
        #expect(registered([leaf.der]).chainRefusal(verifier, at: before) == nil)
        #expect(registered([]).chainRefusal(verifier, at: moment) == nil)
    }

    @Test("a registered key keeps its chain through the registry's JSON")
    func roundTrip() throws {
        let key = registered([leaf.der, try authorities.authority().der])
        let json = try JSONParser.parse(key.json.canonicalBytes, limits: JSONLimits(byteCount: 65_536))
        #expect(try RegisteredKey(json: JSONCursor(json)) == key)
        let chain = json["jwk"]?["x5c"]?.elements
        #expect(chain == key.certificates.map { .string(Base64.standard.encode($0)) })
    }

    @Test("an x5c that is none is refused and not dropped")
    func hostileMember() throws {
        let text = JSONValue.string(Base64.standard.encode(leaf.der))
        let url = JSONValue.string(Base64.url.encode(leaf.der))
        let hostile: [JSONValue] = [
            .array([]), text, .array([.integer(1)]), .array([.string("")]), .array([.string("AA=A")]), .array([url]),
            .array(Array(repeating: text, count: 9)),
        ]
        for value in hostile {
            let json = registered([leaf.der]).json.changing("jwk") { $0.setting("x5c", value) }
            #expect(throws: JSONReadingError.self) { try RegisteredKey(json: JSONCursor(json)) }
        }
    }
}
