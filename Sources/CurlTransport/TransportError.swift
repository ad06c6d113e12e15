/// Why a request got no response.
///
/// Holds the place that was called (host and port) and nothing else of the request: no path, no query, no body.
public struct TransportError: Error, Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible {
    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// Nobody listens there, or the proxy would not let us through.
        case couldNotConnect
        case nameNotResolved
        /// The total deadline, or the time for connecting, ran out.
        case timedOut
        /// The peer's certificate is not trusted, or the peer refused ours.
        case tlsFailed
        /// The body or the head of the response is over its limit.
        case responseTooLarge
        /// The connection ended before the response was complete.
        case connectionLost
        /// What came back is not an HTTP/1.1 response.
        case garbledResponse
        /// The client was shut down before the response was complete.
        case shutDown
        case invalidURL
        /// A header, a body or a limit of the request cannot be sent.
        case invalidRequest
        /// Our own certificate, key or authorities file cannot be used.
        case credentialUnusable
        /// libcurl refused something that it must accept; a defect of this program or of the installation.
        case internalFailure
    }

    public let code: Code
    /// The host and port that were called, or the part of the request that is wrong.
    public let context: String
    /// The words of the TLS library; shown only by `debugDescription`.
    let detail: String
    public let fileID: String
    public let line: Int

    public init(_ code: Code, _ context: String, fileID: String = #fileID, line: Int = #line) {
        self.init(code, context, detail: "", fileID: fileID, line: line)
    }

    init(_ code: Code, _ context: String, detail: String, fileID: String = #fileID, line: Int = #line) {
        self.code = code
        self.context = context
        self.detail = detail
        self.fileID = fileID
        self.line = line
    }

    public var description: String { "\(context): \(remedy)" }

    public var debugDescription: String {
        "\(code.rawValue): \(description)\(detail.isEmpty ? "" : " [\(detail)]") (\(fileID):\(line))"
    }

    public static func == (left: Self, right: Self) -> Bool { left.code == right.code }

    private var remedy: String {
        switch code {
        case .couldNotConnect: "no connection; check that the peer is running and that the network lets us through"
        case .nameNotResolved: "the host name is not known; check the endpoint in the registry and the name server"
        case .timedOut: "no complete response in time; try again later"
        case .tlsFailed: "no trusted connection; check the certificates and authorities of both sides"
        case .responseTooLarge: "the response is over its limit; tell the operator of the peer"
        case .connectionLost: "the connection ended before the response was complete; try again"
        case .garbledResponse: "the response is not HTTP; check that the endpoint is the right one"
        case .shutDown: "the transport was shut down; start it again"
        case .invalidURL: "not an https address that can be called; correct the endpoint"
        case .invalidRequest: "cannot be sent; correct the request"
        case .credentialUnusable: "cannot be used; check that the file exists, is PEM and belongs to its key"
        case .internalFailure: "libcurl refused an operation; check the installed version"
        }
    }
}
