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
                ("Connection", "close"), ("@file", "b"),
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
