/// One HTTP/1.1 request to a peer, with the limits under which it is sent.
public struct HTTPRequest: Sendable {
    public enum Method: String, Sendable, Hashable {
        case get = "GET"
        case post = "POST"
    }

    public let method: Method
    /// An absolute `https` address without user name and fragment. Nothing personal belongs into it.
    public let url: String
    public let headers: [(String, String)]
    /// Empty for `GET`.
    public let body: [UInt8]
    /// The most time from `send` to the last byte of the response, waiting for a free connection included.
    public let deadlineMilliseconds: Int
    /// The most bytes of the body; stops a peer from filling our memory.
    public let responseByteLimit: Int
    /// The name that the peer's certificate must be made out to, and that SNI and `Host` carry, when the address
    /// holds another one, such as that of a gateway.
    public let expectedHostName: String?
    /// SHA-256 digests of the SubjectPublicKeyInfos of which the peer must show one (RFC 7469 section 2.4), beside a
    /// chain to a trusted authority; empty takes any key. Stops one peer of an authority from passing for another.
    public let pinnedPublicKeys: [[UInt8]]

    public init(
        method: Method,
        url: String,
        headers: [(String, String)] = [],
        body: [UInt8] = [],
        deadlineMilliseconds: Int,
        responseByteLimit: Int,
        expectedHostName: String? = nil,
        pinnedPublicKeys: [[UInt8]] = []
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.deadlineMilliseconds = deadlineMilliseconds
        self.responseByteLimit = responseByteLimit
        self.expectedHostName = expectedHostName
        self.pinnedPublicKeys = pinnedPublicKeys
    }
}
