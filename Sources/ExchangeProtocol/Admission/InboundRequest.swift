public import VerificationDomain

/// A query as it came in: its body, what it says it is, and who carried it.
public struct InboundRequest: Sendable, Hashable {
    public let bytes: [UInt8]
    /// The `Content-Type` field; `nil` when there is none.
    public let contentType: String?
    public let carrier: Carrier

    /// Who handed the request over.
    public enum Carrier: Sendable, Hashable {
        /// A TLS peer, by the SHA-256 digest of its certificate in DER.
        case tls(certificate: Digest)
        /// Our own asking side, for which only the TLS check is skipped.
        case inProcess(ProvinceCode)
        /// A connection without a client certificate: refused at step 2.
        case unidentified
    }

    public init(bytes: [UInt8], contentType: String?, carrier: Carrier) {
        self.bytes = bytes
        self.contentType = contentType
        self.carrier = carrier
    }

    /// A request that came over TLS, or in-process when there is a region and no certificate.
    public init(bytes: [UInt8], contentType: String?, tlsCertificate: Digest?, inProcessRegion: ProvinceCode? = nil) {
        let inProcess = inProcessRegion.map(Carrier.inProcess)
        let carrier = tlsCertificate.map { Carrier.tls(certificate: $0) } ?? inProcess ?? .unidentified
        self.init(bytes: bytes, contentType: contentType, carrier: carrier)
    }

    /// A query of our own asking side to our own answering side.
    public static func inProcess(_ query: SignedQuery) -> InboundRequest {
        InboundRequest(
            bytes: query.bytes,
            contentType: MessageType.query.mediaType,
            carrier: .inProcess(query.query.issuer)
        )
    }
}
