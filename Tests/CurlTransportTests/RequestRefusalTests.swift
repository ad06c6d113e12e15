import CurlTransport
import TestSupport
import Testing

extension TransportTests {
    @Suite("Requests that are not sent")
    struct RequestRefusalTests {
        @Test(
            "An address that is not a plain https one is refused",
            arguments: [
                "http://127.0.0.1/", "ftp://127.0.0.1/", "file:///etc/hostname", "127.0.0.1/echo", "",
                "https://", "https://user:word@127.0.0.1/", "https://127.0.0.1/#part", "https://127.0.0.1/a b",
                "https://127.0.0.1/\r\nX: y", "https://127.0.0.1\u{0}.invalid/", "https://127.0.0.1:99999/",
                "https://127.0.0.1/" + String(repeating: "a", count: 9_000),
            ]
        )
        func address(url: String) async throws {
            try await expect(
                .invalidURL,
                HTTPRequest(method: .get, url: url, deadlineMilliseconds: 1_000, responseByteLimit: 1)
            )
        }

        @Test(
            "An expected name that is more than a name is refused",
            arguments: ["a:1:b:2", "", "a b", "a/b", "*", "a\n"]
        )
        func expectedName(name: String) async throws {
            let request = HTTPRequest(
                method: .get,
                url: "https://127.0.0.1/",
                deadlineMilliseconds: 1_000,
                responseByteLimit: 1,
                expectedHostName: name
            )
            try await expect(.invalidURL, request)
        }

        @Test(
            "A header that could end the head or reframe the message is refused",
            arguments: [
                ("X-A", "b\r\nX-C: d"), ("X-A", "b\nc"), ("X-A", "b\u{0}c"), ("X A", "b"), ("", "b"), ("X-A:", "b"),
                ("X-A\r\nX-B", "c"), ("Content-Length", "1"), ("transfer-encoding", "chunked"), ("Host", "other"),
                ("Connection", "close"), ("@file", "b"), ("X-A", "b\u{7F}c"), ("Expect", "100-continue"),
                ("keep-alive", "timeout=5"), ("Proxy-Authorization", "Basic eDp5"), ("proxy-connection", "close"),
                ("TE", "trailers"), ("Trailer", "X-A"), ("UPGRADE", "h2c"),
            ]
        )
        func header(name: String, value: String) async throws {
            let request = HTTPRequest(
                method: .get,
                url: "https://127.0.0.1/",
                headers: [(name, value)],
                deadlineMilliseconds: 1_000,
                responseByteLimit: 1
            )
            try await expect(.invalidRequest, request)
        }

        @Test("Limits that are none, and a GET with a body, are refused")
        func limits() async throws {
            let url = "https://127.0.0.1/"
            for deadline in [0, -1, Int.max] {
                try await expect(
                    .invalidRequest,
                    HTTPRequest(method: .get, url: url, deadlineMilliseconds: deadline, responseByteLimit: 1)
                )
            }
            try await expect(
                .invalidRequest,
                HTTPRequest(method: .get, url: url, deadlineMilliseconds: 1, responseByteLimit: -1)
            )
            try await expect(
                .invalidRequest,
                HTTPRequest(method: .get, url: url, body: [1], deadlineMilliseconds: 1, responseByteLimit: 1)
            )
        }

        @Test("A client with a missing file, no connections or another kind of proxy is not made")
        func configuration() throws {
            let certificates = try TestCertificates()
            defer { certificates.remove() }
            let identity = try certificates.issue("client", for: "DNS:client.invalid")
            let missing = ClientIdentity(certificateFile: identity.certificateFile, privateKeyFile: "/nonexistent")
            #expect(throws: TransportError(.credentialUnusable, "")) {
                try CurlClient(
                    TransportConfiguration(identity: missing, trustedAuthoritiesFile: certificates.authorityFile)
                )
            }
            for (proxy, connections) in [("https://127.0.0.1", 1), ("socks5://127.0.0.1", 1), ("http://127.0.0.1", 0)] {
                let configuration = TransportConfiguration(
                    identity: identity,
                    trustedAuthoritiesFile: certificates.authorityFile,
                    proxy: proxy,
                    maximumConnections: connections
                )
                #expect(throws: TransportError(.invalidRequest, "")) { try CurlClient(configuration) }
            }
        }

        @Test("A client whose certificate, key or authorities file is missing is not made", arguments: 0..<3)
        func missingFile(index: Int) throws {
            let certificates = try TestCertificates()
            defer { certificates.remove() }
            let identity = try certificates.issue("client", for: "DNS:client.invalid")
            var files = [identity.certificateFile, identity.privateKeyFile, certificates.authorityFile]
            files[index] += ".missing"
            let configuration = TransportConfiguration(
                identity: ClientIdentity(certificateFile: files[0], privateKeyFile: files[1]),
                trustedAuthoritiesFile: files[2]
            )
            #expect(throws: TransportError(.credentialUnusable, "")) { try CurlClient(configuration) }
        }

        @Test("A client whose time for connecting or number of connections is out of range is not made")
        func ranges() throws {
            let certificates = try TestCertificates()
            defer { certificates.remove() }
            let identity = try certificates.issue("client", for: "DNS:client.invalid")
            func makeClient(_ milliseconds: Int, _ connections: Int, _ perPeer: Int) throws -> CurlClient {
                try CurlClient(
                    TransportConfiguration(
                        identity: identity,
                        trustedAuthoritiesFile: certificates.authorityFile,
                        connectTimeoutMilliseconds: milliseconds,
                        maximumConnections: connections,
                        maximumConnectionsPerPeer: perPeer
                    )
                )
            }
            for (milliseconds, connections, perPeer) in [
                (0, 1, 1), (-1, 1, 1), (3_600_001, 1, 1), (1, 0, 1), (1, -1, 1), (1, 4_097, 1), (1, 1, 0), (1, 1, -1),
                (1, 1, 4_097),
            ] {
                #expect(throws: TransportError(.invalidRequest, "")) {
                    try makeClient(milliseconds, connections, perPeer)
                }
            }
            try makeClient(1, 1, 1).shutDown()
            try makeClient(3_600_000, 4_096, 4_096).shutDown()
        }

        private func expect(_ code: TransportError.Code, _ request: HTTPRequest) async throws {
            let certificates = try TestCertificates()
            defer { certificates.remove() }
            let identity = try certificates.issue("client", for: "DNS:client.invalid")
            let client = try CurlClient(
                TransportConfiguration(identity: identity, trustedAuthoritiesFile: certificates.authorityFile)
            )
            defer { client.shutDown() }
            await #expect(throws: TransportError(code, "")) { try await client.send(request) }
            #expect(client.activeRequestCount == 0)
        }
    }
}
