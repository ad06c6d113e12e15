import CurlTransport
import TestSupport
import Testing

extension TransportTests {
    @Suite("Connections")
    struct ConnectionTests {
        @Test("A hundred requests in a row use one connection")
        func oneConnection() async throws {
            try await withPeer { peer in
                var reused = 0
                for _ in 0..<100 {
                    let response = try await peer.client.send(peer.get("echo"))
                    #expect(response.headers["x-connection"] == "1")
                    reused += response.reusedConnection ? 1 : 0
                }
                #expect(reused == 99)
                let events = try await peer.server.eventsSoFar()
                #expect(events.filter { $0.hasPrefix("accepted") }.count == 1)
            }
        }

        /// The server answers none of them before it has all of them.
        @Test("Sixty-four requests are under way at the same time, and their connections are kept")
        func concurrent() async throws {
            try await withPeer { peer in
                for _ in 0..<2 {
                    let statuses = try await sendTogether(64, peer.get("meet/64"), by: peer.client)
                    #expect(statuses == Array(repeating: 200, count: 64))
                }
                let events = try await peer.server.eventsSoFar()
                #expect(events.filter { $0.hasPrefix("accepted") }.count == 64)
                #expect(peer.client.activeRequestCount == 0)
            }
        }

        @Test("More requests than connections wait their turn")
        func waiting() async throws {
            try await withPeer { peer in
                let client = try peer.makeClient(connections: 4)
                defer { client.shutDown() }
                let statuses = try await sendTogether(60, peer.get("echo"), by: client)
                #expect(statuses == Array(repeating: 200, count: 60))
                let events = try await peer.server.eventsSoFar()
                #expect(events.filter { $0.hasPrefix("accepted") }.count <= 4)
            }
        }

        @Test("A peer that hangs does not take the connections of another one")
        func fairness() async throws {
            try await withPeer { peer in
                let client = try peer.makeClient(connections: 2, connectionsPerPeer: 1)
                defer { client.shutDown() }
                let hanging = (0..<2).map { _ in Task { try await client.send(peer.get("silent")) } }
                try await peer.server.events.wait(for: "request 1 GET /silent")
                let other = HTTPRequest(
                    method: .get,
                    url: peer.url("echo", host: "localhost"),
                    deadlineMilliseconds: 60_000,
                    responseByteLimit: 100
                )
                #expect(try await client.send(other).status == 200)
                client.shutDown()
                for task in hanging {
                    await #expect(throws: TransportError(.shutDown, "")) { try await task.value }
                }
                let events = try await peer.server.eventsSoFar()
                #expect(events.filter { $0.hasSuffix("/silent") }.count == 1)
            }
        }

        @Test("A kept connection that the peer has closed is replaced without the caller noticing")
        func staleConnection() async throws {
            try await withPeer { peer in
                _ = try await peer.client.send(peer.get("last"))
                try await peer.server.events.wait(for: "closed 1")
                let response = try await peer.client.send(peer.get("echo"))
                #expect(response.status == 200)
                #expect(!response.reusedConnection)
            }
        }

        @Test("Nobody listening is told as such")
        func nobodyListens() async throws {
            try await withPeer { peer in
                peer.server.stop()
                await #expect(throws: TransportError(.couldNotConnect, "")) {
                    try await peer.client.send(peer.get("echo"))
                }
            }
        }

        /// A label of 64 letters (RFC 1035 allows 63) fails without a question to any name server.
        @Test("A name that cannot exist is told as such")
        func unknownName() async throws {
            try await withPeer { peer in
                let name = String(repeating: "a", count: 64) + ".invalid"
                let request = HTTPRequest(
                    method: .get,
                    url: peer.url("echo", host: name),
                    deadlineMilliseconds: 60_000,
                    responseByteLimit: 1
                )
                await #expect(throws: TransportError(.nameNotResolved, "")) { try await peer.client.send(request) }
            }
        }

        private func sendTogether(
            _ count: Int,
            _ request: HTTPRequest,
            by client: CurlClient
        ) async throws -> [Int] {
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<count { group.addTask { try await client.send(request).status } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
        }
    }
}
