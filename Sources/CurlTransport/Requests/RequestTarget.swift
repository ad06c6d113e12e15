/// Where a request goes: an address that libcurl has parsed, so that it is never read in two ways.
struct RequestTarget: Sendable, Equatable {
    /// The address as it is called, its host being the name that the certificate must carry.
    let url: String
    /// Host and port that are connected to; all that an error shows of the address.
    let peer: String
    /// libcurl's `HOST:PORT:CONNECT-TO-HOST:CONNECT-TO-PORT`, when the expected name is not that of the address.
    let connectTo: String?

    init(_ request: HTTPRequest) throws(TransportError) {
        guard request.url.utf8.count <= TransportLimits.maximumURLBytes else {
            throw TransportError(.invalidURL, "address over \(TransportLimits.maximumURLBytes) bytes")
        }
        let address = try URLHandle(request.url)
        guard address.part(.scheme) == "https", let host = address.part(.host), let port = address.part(.port),
            address.part(.fragment) == nil
        else {
            throw TransportError(.invalidURL, "address")
        }
        peer = "\(host):\(port)"
        if let name = request.expectedHostName, name.lowercased() != host.lowercased() {
            guard Self.isHostName(name) else { throw TransportError(.invalidURL, "expected host name") }
            try address.setHost(name)
            connectTo = "\(name):\(port):\(host):\(port)"
        } else {
            connectTo = nil
        }
        guard let url = address.part(.whole) else { throw TransportError(.invalidURL, "address") }
        self.url = url
    }

    /// Letters, digits, hyphens and dots (RFC 1123 section 2.1): no colon can change the meaning of `connectTo`.
    private static func isHostName(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 253
            && name.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E: true
                default: false
                }
            }
    }
}
