internal import COpenSSL
public import VerificationDomain

/// An X.509 certificate (RFC 5280) that was read and not verified: nothing in it is true before its chain was checked.
///
/// SM2 certificates (GM/T 0015) are read too, and their signature is checked under the standard distinguishing id.
public struct Certificate: Sendable, Hashable, CustomStringConvertible {
    /// Bytes of one certificate in DER. A real one has about 1 KiB; the limit stops a peer from making us parse
    /// megabytes.
    public static let byteLimit = 64 * 1024
    /// Certificates in one PEM bundle.
    public static let bundleLimit = 256

    let handle: CertificateHandle

    /// The exact DER bytes.
    public let der: [UInt8]
    /// SHA-256 of the DER bytes.
    public let fingerprint: Digest
    /// SHA-256 of the SubjectPublicKeyInfo in DER: what a connection is pinned to (RFC 7469 section 2.4).
    public let publicKeyFingerprint: Digest
    /// The one common name of the subject; `nil` when there is none, or more than one.
    public let commonName: String?
    /// `nil` when the key is of no signature suite of ours, as with RSA.
    public let publicKey: PublicKey?
    public let notBefore: Timestamp
    public let notAfter: Timestamp
    /// The dNSNames of the subject alternative name.
    public let dnsNames: [String]

    /// Reads exactly one certificate in DER; bytes after it, or another form of the same, are refused.
    public init(der: [UInt8]) throws(CryptoError) {
        try self.init(der: der, identifier: SignatureSuiteParameters.distinguishingIdentifier)
    }

    init(der: [UInt8], identifier: [UInt8]) throws(CryptoError) {
        guard (1...Self.byteLimit).contains(der.count) else {
            throw CryptoError(.certificateUnreadable, "certificate of \(der.count) bytes")
        }
        let (parsed, isWhole) = unsafe Self.parse(der)
        guard let parsed = unsafe parsed else { throw .fromLibrary(.certificateUnreadable, "certificate") }
        let handle = try unsafe CertificateHandle(owning: parsed, identifier: identifier)
        guard isWhole, handle.distinguishedBytes == der else {
            throw CryptoError(.certificateUnreadable, "certificate that is not in DER")
        }
        try self.init(handle, der)
    }

    /// Reads every certificate of PEM text, in order; throws when there is none.
    public static func bundle(pem: [UInt8]) throws(CryptoError) -> [Certificate] {
        try bundle(pem: pem, identifier: SignatureSuiteParameters.distinguishingIdentifier)
    }

    static func bundle(pem: [UInt8], identifier: [UInt8]) throws(CryptoError) -> [Certificate] {
        guard pem.count <= bundleLimit * byteLimit else {
            throw CryptoError(.certificateUnreadable, "bundle of \(pem.count) bytes")
        }
        let buffer = try MemoryBuffer(pem)
        var certificates: [Certificate] = []
        while let next = buffer.withHandle({ unsafe hedui_crypto_read_certificate($0) }) {
            let place = "certificate \(certificates.count + 1) of the bundle"
            let handle = try unsafe CertificateHandle(owning: next, identifier: identifier)
            guard certificates.count < bundleLimit, let der = handle.distinguishedBytes, der.count <= byteLimit else {
                throw CryptoError(.certificateUnreadable, place)
            }
            certificates.append(try Certificate(handle, der))
        }
        // The reader stops at the end and at damage alike: only when every block was read was it the end.
        guard !certificates.isEmpty, certificates.count == blockCount(pem) else {
            throw .fromLibrary(.certificateUnreadable, "certificate \(certificates.count + 1) of the bundle")
        }
        ErrorQueue.clear()
        return certificates
    }

    /// How many certificates the PEM text says that it holds (RFC 7468 section 5); openssl writes two longer labels
    /// too.
    private static func blockCount(_ pem: [UInt8]) -> Int {
        pem.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
            .count { $0.starts(with: "-----BEGIN ".utf8) && $0.suffix(16).elementsEqual("CERTIFICATE-----".utf8) }
    }

    private init(_ handle: CertificateHandle, _ der: [UInt8]) throws(CryptoError) {
        guard let notBefore = handle.notBefore, let notAfter = handle.notAfter else {
            throw CryptoError(.certificateUnreadable, "validity of a certificate")
        }
        guard let publicKeyInfo = handle.publicKeyInfoBytes else {
            throw .fromLibrary(.certificateUnreadable, "public key of a certificate")
        }
        self.handle = handle
        self.der = der
        fingerprint = OpenSSLDigests().digest(der, .sha256)
        publicKeyFingerprint = OpenSSLDigests().digest(publicKeyInfo, .sha256)
        commonName = handle.commonName
        publicKey = handle.publicKey
        self.notBefore = notBefore
        self.notAfter = notAfter
        dnsNames = handle.dnsNames
    }

    private static func parse(_ der: [UInt8]) -> (certificate: OpaquePointer?, isWhole: Bool) {
        unsafe der.withUnsafeBufferPointer { bytes in
            var position = bytes.baseAddress
            let parsed = unsafe d2i_X509(nil, &position, bytes.count)
            return unsafe (parsed, position == bytes.baseAddress.map { unsafe $0 + bytes.count })
        }
    }

    /// The fingerprint; names in a certificate may be those of persons.
    public var description: String { "Certificate(\(fingerprint))" }

    public static func == (left: Self, right: Self) -> Bool { left.der == right.der }
    public func hash(into hasher: inout Hasher) { hasher.combine(fingerprint) }
}
