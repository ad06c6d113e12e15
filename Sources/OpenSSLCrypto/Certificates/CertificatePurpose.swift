internal import COpenSSL

/// What a certificate is about to be used for (RFC 5280 section 4.2.1.12).
public enum CertificatePurpose: Sendable, Hashable, CaseIterable {
    /// Signing messages: no authority, and `digitalSignature` among the key's uses where the certificate lists them;
    /// no extended key usage is asked for (RFC 5280 sections 4.2.1.3 and 4.2.1.9).
    case messageSigning
    case tlsServer
    case tlsClient

    var number: Int32? {
        switch self {
        case .messageSigning: nil
        case .tlsServer: X509_PURPOSE_SSL_SERVER
        case .tlsClient: X509_PURPOSE_SSL_CLIENT
        }
    }
}
