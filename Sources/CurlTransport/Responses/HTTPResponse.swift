/// A complete response, whatever its status; redirects are not followed.
public struct HTTPResponse: Sendable, Equatable {
    public let status: Int
    /// Lower-cased names; the values of a repeated field are joined by a comma and a space (RFC 9110 section 5.3).
    public let headers: [String: String]
    public let body: [UInt8]
    /// True when no new connection had to be made.
    public let reusedConnection: Bool

    public init(status: Int, headers: [String: String], body: [UInt8], reusedConnection: Bool) {
        self.status = status
        self.headers = headers
        self.body = body
        self.reusedConnection = reusedConnection
    }
}
