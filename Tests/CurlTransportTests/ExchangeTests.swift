import CurlTransport
import TestSupport
import Testing

extension TransportTests {
    @Suite("Exchange")
    struct ExchangeTests {
        @Test("A POST arrives with its body and headers, and with nothing that libcurl would add")
        func postIsEchoed() async throws {
            try await withPeer { peer in
                let request = HTTPRequest(
                    method: .post,
                    url: peer.url("echo?q=1"),
                    headers: [("Content-Type", "application/hedui-query+jwt"), ("X-Empty", "")],
                    body: Array("核对".utf8),
                    deadlineMilliseconds: 60_000,
                    responseByteLimit: 100
                )
                let response = try await peer.client.send(request)
                #expect(response.status == 200)
                #expect(response.body == request.body)
                #expect(response.headers["x-method"] == "POST")
                #expect(response.headers["x-repeated"] == "a, b")
                let received = try #require(response.headers["x-request"])
                #expect(received.contains("content-type=application/hedui-query+jwt"))
                #expect(received.contains("x-empty="))
                #expect(!received.contains("expect"))
            }
        }

        @Test("A large POST is sent without asking first whether it may be")
        func largePost() async throws {
            try await withPeer { peer in
                let request = HTTPRequest(
                    method: .post,
                    url: peer.url("echo"),
                    body: [UInt8](repeating: 0x61, count: 2 * 1024 * 1024),
                    deadlineMilliseconds: 60_000,
                    responseByteLimit: 2 * 1024 * 1024
                )
                let response = try await peer.client.send(request)
                #expect(response.body.count == request.body.count)
                let received = try #require(response.headers["x-request"])
                #expect(received.contains("content-length=2097152"))
                #expect(!received.contains("expect"))
            }
        }

        @Test("An empty POST names no content type and sends no bytes")
        func emptyPost() async throws {
            try await withPeer { peer in
                let request = HTTPRequest(
                    method: .post,
                    url: peer.url("echo"),
                    deadlineMilliseconds: 60_000,
                    responseByteLimit: 100
                )
                let response = try await peer.client.send(request)
                #expect(response.body.isEmpty)
                let received = try #require(response.headers["x-request"])
                #expect(received.contains("content-length=0"))
                #expect(!received.contains("content-type"))
            }
        }

        @Test("Nothing of one request is left on the handle for the next one")
        func handlesForget() async throws {
            try await withPeer { peer in
                let first = HTTPRequest(
                    method: .post,
                    url: peer.url("cookie"),
                    headers: [("X-Token", "one")],
                    body: Array("body".utf8),
                    deadlineMilliseconds: 60_000,
                    responseByteLimit: 100
                )
                _ = try await peer.client.send(first)
                let response = try await peer.client.send(peer.get("echo"))
                let received = try #require(response.headers["x-request"])
                #expect(response.headers["x-method"] == "GET")
                #expect(response.body.isEmpty)
                #expect(!received.contains("x-token") && !received.contains("cookie"))
            }
        }

        @Test("An error status is a response, with its body")
        func errorStatus() async throws {
            try await withPeer { peer in
                let response = try await peer.client.send(peer.get("error"))
                #expect(response.status == 500)
                #expect(response.body == Array("oops".utf8))
            }
        }

        @Test("A redirect is handed back and not followed")
        func redirect() async throws {
            try await withPeer { peer in
                let response = try await peer.client.send(peer.get("redirect"))
                #expect(response.status == 302)
                #expect(response.headers["location"] == "/echo")
                let requests = try await peer.server.eventsSoFar().filter { $0.hasPrefix("request") }
                #expect(requests == ["request 1 GET /redirect"])
            }
        }

        @Test("An interim response leaves nothing in the final one")
        func earlyHints() async throws {
            try await withPeer { peer in
                let response = try await peer.client.send(peer.get("early-hints"))
                #expect(response.status == 200)
                #expect(response.headers == ["content-length": "2"])
            }
        }

        @Test("A trailer does not become a header")
        func trailer() async throws {
            try await withPeer { peer in
                let response = try await peer.client.send(peer.get("large/chunked/10"))
                #expect(response.body.count == 10)
                #expect(response.headers["x-status"] == nil)
            }
        }
    }
}
