public import Hummingbird
import NIOCore
import NIOSSL
import VerificationDomain

/// A request together with the connection it came on, whose TLS handler knows the peer's certificate.
public struct ExchangeRequestContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    let channel: any Channel

    public init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    /// The DER bytes of the certificate that the peer proved to hold; `nil` without TLS.
    func peerCertificate() async throws -> [UInt8]? {
        try await channel.nioSSL_peerCertificate().get()?.toDERBytes()
    }
}
