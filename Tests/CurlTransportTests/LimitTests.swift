import CurlTransport
import TestSupport
import Testing

extension TransportTests {
    @Suite("Limits")
    struct LimitTests {
        private static let tenMebibytes = 10 * 1024 * 1024

        @Test(
            "A body of one byte too many is refused, however its length is told",
            arguments: ["length", "chunked", "close"]
        )
        func bodyTooLarge(framing: String) async throws {
            try await withPeer { peer in
                let path = "large/\(framing)/\(Self.tenMebibytes + 1)"
                await #expect(throws: TransportError(.responseTooLarge, "")) {
                    try await peer.client.send(peer.get(path, limit: Self.tenMebibytes))
                }
                #expect(peer.client.activeRequestCount == 0)
                try await peer.server.events.wait(for: "closed 1")
            }
        }

        @Test("A body of exactly the limit is complete", arguments: ["length", "chunked", "close"])
        func bodyAtLimit(framing: String) async throws {
            try await withPeer { peer in
                let path = "large/\(framing)/\(Self.tenMebibytes)"
                let response = try await peer.client.send(peer.get(path, limit: Self.tenMebibytes))
                #expect(response.body.count == Self.tenMebibytes)
            }
        }

        @Test("A limit of zero lets no byte through")
        func zeroLimit() async throws {
            try await withPeer { peer in
                await #expect(throws: TransportError(.responseTooLarge, "")) {
                    try await peer.client.send(peer.get("error", limit: 0))
                }
                let empty = try await peer.client.send(peer.get("redirect", limit: 0))
                #expect(empty.status == 302)
            }
        }

        @Test("A head over its limit is cut", arguments: ["wide", "fields", "field", "interim", "trailers"])
        func endlessHead(path: String) async throws {
            try await withPeer { peer in
                await #expect(throws: TransportError(.responseTooLarge, "")) {
                    try await peer.client.send(peer.get(path))
                }
                try await peer.server.events.wait(for: "closed 1")
            }
        }

        @Test("The deadline ends an answer that does not come, or comes in drops", arguments: ["silent", "drip"])
        func deadline(path: String) async throws {
            try await withPeer { peer in
                await #expect(throws: TransportError(.timedOut, "")) {
                    try await peer.client.send(peer.get(path, deadline: 500))
                }
                #expect(peer.client.activeRequestCount == 0)
                try await peer.server.events.wait(for: "closed 1")
            }
        }

        /// The test's own time limit is far below the deadline of the request.
        @Test("A TLS handshake that never ends is given up after the connect timeout")
        func connectTimeout() async throws {
            try await withPeer { peer in
                let client = try peer.makeClient(connectTimeout: 100)
                defer { client.shutDown() }
                let request = HTTPRequest(
                    method: .get,
                    url: peer.url("echo", port: peer.server.mutePort),
                    deadlineMilliseconds: 3_600_000,
                    responseByteLimit: 100
                )
                await #expect(throws: TransportError(.timedOut, "")) { try await client.send(request) }
            }
        }

        @Test("Waiting for a connection counts against the deadline")
        func deadlineInLine() async throws {
            try await withPeer { peer in
                let client = try peer.makeClient(connections: 1)
                defer { client.shutDown() }
                let blocking = Task { try await client.send(peer.get("silent")) }
                try await peer.server.events.wait(for: "request 1")
                await #expect(throws: TransportError(.timedOut, "")) {
                    try await client.send(peer.get("echo", deadline: 100))
                }
                #expect(client.activeRequestCount == 1)
                blocking.cancel()
                _ = await blocking.result
                #expect(try await client.send(peer.get("echo")).status == 200)
            }
        }
    }
}
