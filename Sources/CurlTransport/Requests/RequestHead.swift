/// The header lines of a request, checked so that none of them can end early and smuggle in another one.
struct RequestHead: Sendable {
    /// In the form that libcurl takes: `Name: value`, `Name;` for an empty value, `Name:` to leave its own one out.
    let lines: [String]

    /// Names whose values decide where a message ends or where it goes; these are the transport's to say
    /// (RFC 9112 section 6).
    private static let reservedNames: Set<String> = [
        "connection", "content-length", "expect", "host", "keep-alive", "proxy-authorization", "proxy-connection",
        "te", "trailer", "transfer-encoding", "upgrade",
    ]

    init(_ request: HTTPRequest) throws(TransportError) {
        let names = Set(request.headers.map { $0.0.lowercased() })
        // Without an empty `Expect` a large POST waits a second for `100 Continue`.
        var lines = ["Expect:"]
        if !names.contains("content-type") { lines.append("Content-Type:") }
        for (name, value) in request.headers {
            guard FieldSyntax.isToken(name.utf8), !Self.reservedNames.contains(name.lowercased()) else {
                throw TransportError(.invalidRequest, "request header name")
            }
            guard FieldSyntax.isValue(value.utf8) else { throw TransportError(.invalidRequest, "request header value") }
            lines.append(value.isEmpty ? "\(name);" : "\(name): \(value)")
        }
        self.lines = lines
    }
}
