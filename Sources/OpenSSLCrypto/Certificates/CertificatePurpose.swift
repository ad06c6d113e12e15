internal import COpenSSL

/// What a certificate is about to be used for (RFC 5280 section 4.2.1.12).
public enum CertificatePurpose: Sendable, Hashable, CaseIterable {
    /// Signing messages: no extended key usage is asked for.
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
