import Testing
import VerificationDomain

@testable import OpenSSLCrypto

@Suite("Certificates in another form than the one that we read")
struct CertificateFormTests {
    private let maker: CertificateMaker

    init() throws { maker = try CertificateMaker() }

    @Test("a certificate in BER is refused, though libcrypto would read it as the same one")
    func otherEncoding() throws {
        let der = try maker.issue("leaf", CertificateMaker.leaf).der
        try #require(der.starts(with: [0x30, 0x82]))
        let (length, content) = (Array(der[2...3]), Array(der.dropFirst(4)))
        let longLength: [UInt8] = [0x30, 0x83, 0] + length + content
        let indefiniteLength: [UInt8] = [0x30, 0x80] + content + [0, 0]
        for other in [longLength, indefiniteLength] {
            #expect(throws: CryptoError(.certificateUnreadable, "")) { try Certificate(der: other) }
        }
    }

    @Test("a certificate under the old label of PEM is read and counted")
    func oldLabel() throws {
        let leaf = try maker.issue("leaf", CertificateMaker.leaf)
        let (pem, old) = (try text("CERTIFICATE"), try text("X509 CERTIFICATE"))
        #expect(try Certificate.bundle(pem: old) == [leaf])
        #expect(try Certificate.bundle(pem: old + pem) == [leaf, leaf])
    }

    @Test("a certificate under the label of openssl's trusted ones is not passed over in silence")
    func trustedLabel() throws {
        _ = try maker.issue("leaf", CertificateMaker.leaf)
        let (pem, trusted) = (try text("CERTIFICATE"), try text("TRUSTED CERTIFICATE"))
        for bundle in [pem + trusted, trusted + pem, trusted] {
            #expect(throws: CryptoError(.certificateUnreadable, "")) { try Certificate.bundle(pem: bundle) }
        }
    }

    private func text(_ label: String) throws -> [UInt8] {
        let pem = String(decoding: try maker.folder.read("leaf.pem"), as: UTF8.self)
        return Array(pem.replacing("CERTIFICATE-----", with: "\(label)-----").utf8)
    }

    @Test("a NUL inside a common name or a DNS name makes it no name, not the part before it")
    func embeddedNUL() throws {
        let names = "subjectAltName=DNS:node_invented.invalid,DNS:plain.invalid"
        let honest = try maker.issue("310000_invented", CertificateMaker.leaf, names)
        #expect(honest.commonName == "310000_invented")
        #expect(honest.dnsNames == ["node_invented.invalid", "plain.invalid"])
        let der = honest.der.replacing(Array("_invented".utf8), with: [0] + Array("invented".utf8))
        let changed = try Certificate(der: der)
        #expect(changed != honest)
        #expect(changed.commonName == nil)
        #expect(changed.dnsNames == ["plain.invalid"])
    }

    @Test(
        "a certificate with an extension that is nonsense is unreadable",
        arguments: [
            "keyUsage=DER:0500", "extendedKeyUsage=DER:0500", "subjectAltName=DER:0500",
            "basicConstraints=critical,DER:0500", "basicConstraints=critical,DER:30060101ff020180",
        ]
    )
    func nonsense(extension text: String) throws {
        #expect(throws: CryptoError(.certificateUnreadable, "")) { try maker.issue("leaf", text) }
    }
}
