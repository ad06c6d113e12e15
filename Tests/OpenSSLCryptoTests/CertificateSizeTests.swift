import Testing
import VerificationDomain

@testable import OpenSSLCrypto

@Suite("Certificates and bundles over a limit are not read")
struct CertificateSizeTests {
    private let maker: CertificateMaker

    init() throws { maker = try CertificateMaker() }

    private func comment(_ count: Int) -> String { "nsComment=" + String(repeating: "x", count: count) }

    @Test("a well-formed certificate over 64 KiB is unreadable, in PEM and in DER; one under it is read")
    func certificate() throws {
        let medium = try maker.issue("medium", CertificateMaker.leaf, comment(Certificate.byteLimit - 2_000))
        #expect(try Certificate(der: medium.der) == medium)
        #expect(throws: CryptoError(.certificateUnreadable, "")) {
            try maker.issue("large", CertificateMaker.leaf, comment(Certificate.byteLimit))
        }
        let (source, target) = (maker.folder("large.pem"), maker.folder("large.der"))
        try Command.run("openssl", "x509", "-in", source, "-outform", "DER", "-out", target)
        let der = try maker.folder.read("large.der")
        #expect(der.count > Certificate.byteLimit)
        #expect(throws: CryptoError(.certificateUnreadable, "")) { try Certificate(der: der) }
    }

    @Test("a bundle of 256 certificates is read, one more is refused")
    func count() throws {
        _ = try maker.issue("one", CertificateMaker.leaf)
        let pem = try maker.folder.read("one.pem")
        let full = Array(repeatElement(pem, count: Certificate.bundleLimit).joined())
        #expect(try Certificate.bundle(pem: full).count == Certificate.bundleLimit)
        #expect(throws: CryptoError(.certificateUnreadable, "")) { try Certificate.bundle(pem: full + pem) }
    }

    @Test("a bundle with empty lines behind its certificate is read, unless its text is over 16 MiB")
    func text() throws {
        let one = try maker.issue("one", CertificateMaker.leaf)
        let pem = try maker.folder.read("one.pem")
        let newline = UInt8(ascii: "\n")
        #expect(try Certificate.bundle(pem: pem + [UInt8](repeating: newline, count: 10_000)) == [one])
        let rest = Certificate.bundleLimit * Certificate.byteLimit + 1 - pem.count
        #expect(throws: CryptoError(.certificateUnreadable, "")) {
            try Certificate.bundle(pem: pem + [UInt8](repeating: newline, count: rest))
        }
    }
}
