import Foundation
import Testing
import VerificationDomain

@testable import OpenSSLCrypto

@Suite("Certificates that must not be trusted")
struct HostileCertificateTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        _ = try folder.write("empty.cnf", Array("[req]\ndistinguished_name=dn\n[dn]\n".utf8))
    }

    /// Makes NAME.pem and NAME.key.pem with these extensions, signed by ISSUER or by itself.
    private func issue(
        _ name: String,
        by issuer: String? = nil,
        subject: String? = nil,
        key: String = "ec -pkeyopt ec_paramgen_curve:P-256",
        _ extensions: String...
    ) throws -> Certificate {
        let authority = issuer.map { "-CA \($0).pem -CAkey \($0).key.pem" } ?? ""
        let additions = extensions.map { "-addext '\($0)'" }.joined(separator: " ")
        let command = """
            cd '\(folder.path)' && openssl req -x509 -config empty.cnf -days 30 -newkey \(key) -nodes \
            -keyout \(name).key.pem -out \(name).pem -subj '\(subject ?? "/CN=\(name)")' \(authority) \(additions)
            """
        try Command.run("bash", "-c", command)
        return try #require(try Certificate.bundle(pem: folder.read("\(name).pem")).first)
    }

    private static let authority = "basicConstraints=critical,CA:TRUE"
    private static let leaf = "basicConstraints=critical,CA:FALSE"

    private func refusal(
        _ leaf: Certificate,
        _ intermediates: [Certificate] = [],
        root: Certificate,
        purpose: CertificatePurpose = .messageSigning
    ) throws -> CryptoError? {
        let verifier = try CertificateChainVerifier(trustRoots: [root])
        let moment = leaf.notBefore.adding(seconds: 3600)
        do throws(CryptoError) {
            _ = try verifier.verify(leaf, intermediates: intermediates, purpose: purpose, at: moment)
            return nil
        } catch {
            return error
        }
    }

    @Test("an intermediate is needed, used when handed over, and never trusted as a root")
    func intermediate() throws {
        let root = try issue("root", Self.authority)
        let middle = try issue("middle", by: "root", Self.authority)
        let leaf = try issue("leaf", by: "middle", Self.leaf)
        #expect(try refusal(leaf, [middle], root: root) == nil)
        #expect(try refusal(leaf, [root, middle, leaf], root: root) == nil)
        #expect(try refusal(leaf, root: root)?.code == .certificateUntrusted)
        #expect(try refusal(leaf, root: middle)?.code == .certificateUntrusted)
        #expect(try refusal(leaf, Array(repeating: middle, count: 9), root: root)?.code == .certificateUnsuitable)
    }

    @Test("a leaf cannot issue certificates")
    func leafAsAuthority() throws {
        let root = try issue("root", Self.authority)
        let region = try issue("region", by: "root", Self.leaf)
        let forged = try issue("forged", by: "region", Self.leaf)
        #expect(try refusal(region, root: root) == nil)
        let error = try refusal(forged, [region], root: root)
        #expect(error != nil)
        #expect(error?.code != .libraryFailure)
    }

    @Test("a client's certificate is no server's, and a server's no client's")
    func purpose() throws {
        let root = try issue("root", Self.authority)
        let client = try issue("client", by: "root", Self.leaf, "extendedKeyUsage=clientAuth")
        #expect(try refusal(client, root: root, purpose: .tlsClient) == nil)
        #expect(try refusal(client, root: root, purpose: .tlsServer)?.code == .certificateUnsuitable)
        let server = try issue("server", by: "root", Self.leaf, "extendedKeyUsage=serverAuth")
        #expect(try refusal(server, root: root, purpose: .tlsServer) == nil)
        #expect(try refusal(server, root: root, purpose: .tlsClient)?.code == .certificateUnsuitable)
    }

    @Test("a key of too few bits is refused, and RSA is of no suite of ours")
    func weakKey() throws {
        let root = try issue("root", Self.authority)
        let weak = try issue("weak", by: "root", key: "rsa:1024", Self.leaf)
        #expect(weak.publicKey == nil)
        #expect(try refusal(weak, root: root)?.code == .certificateUnsuitable)
    }

    @Test("two common names name nobody")
    func twoNames() throws {
        #expect(try issue("two", subject: "/CN=310000/CN=320000").commonName == nil)
        #expect(try issue("one", subject: "/O=x/CN=310000").commonName == "310000")
        #expect(try issue("none", subject: "/O=x").commonName == nil)
    }

    @Test("one changed byte of the certificate breaks the signature or the form")
    func changed() throws {
        let root = try issue("root", Self.authority)
        let good = try issue("leaf", by: "root", Self.leaf)
        #expect(try refusal(good, root: root) == nil)
        for position in good.der.indices {
            var der = good.der
            der[position] ^= 1
            guard let certificate = try? Certificate(der: der) else { continue }
            #expect(try refusal(certificate, root: root) != nil, "byte \(position)")
        }
    }

    @Test("DER that is cut, grows or is nothing is unreadable")
    func form() throws {
        let der = try issue("leaf", Self.leaf).der
        #expect(try Certificate(der: der).der == der)
        for count in der.indices {
            #expect(throws: CryptoError(.certificateUnreadable, "")) { try Certificate(der: Array(der.prefix(count))) }
        }
        for bad in [der + [0], der + der, Array("garbage".utf8), [UInt8](repeating: 0x30, count: 70_000)] {
            #expect(throws: CryptoError(.certificateUnreadable, "")) { try Certificate(der: bad) }
        }
    }

    @Test("a bundle is read in order, and damage in it is not taken for its end")
    func bundle() throws {
        let first = try issue("first", Self.leaf)
        let second = try issue("second", Self.leaf)
        let text = try folder.read("first.pem") + folder.read("second.pem")
        #expect(try Certificate.bundle(pem: text) == [first, second])
        let damaged = String(decoding: text, as: UTF8.self).replacing(
            "-----END CERTIFICATE-----\n-----B",
            with: "-----B"
        )
        let broken = String(decoding: text.dropLast(40), as: UTF8.self)
        for bad in ["", "garbage", damaged, broken] {
            #expect(throws: CryptoError(.certificateUnreadable, "")) { try Certificate.bundle(pem: Array(bad.utf8)) }
        }
    }

    @Test("no text about a certificate shows a name out of it")
    func description() throws {
        let root = try issue("root", Self.authority)
        let leaf = try issue("leaf", subject: "/CN=Somebody", Self.leaf)
        #expect(!"\(leaf)".contains("Somebody"))
        let error = try #require(try refusal(leaf, root: root))
        #expect(!error.description.contains("Somebody"))
        #expect(!String(reflecting: error).contains("Somebody"))
    }
}
