import CurlTransport
import TestSupport
import Testing

extension TransportTests {
    @Suite("Shutting down")
    struct ShutDownTests {
        private static let shutDown = TransportError(.shutDown, "")

        @Test("Shutting down fails what is under way and what waits, and closes every connection")
        func pending() async throws {
            try await withPeer { peer in
                let client = try peer.makeClient(connections: 2)
                let tasks = (0..<5).map { _ in Task { try await client.send(peer.get("silent")) } }
                try await peer.server.events.wait(for: "request 1")
                try await peer.server.events.wait(for: "request 2")
                client.shutDown()
                for task in tasks { await #expect(throws: Self.shutDown) { try await task.value } }
                #expect(client.activeRequestCount == 0)
                try await peer.server.events.wait(for: "closed 1")
                try await peer.server.events.wait(for: "closed 2")
            }
        }

        @Test("After shutting down, twice even, a request is refused")
        func afterwards() async throws {
            try await withPeer { peer in
                peer.client.shutDown()
                peer.client.shutDown()
                await #expect(throws: Self.shutDown) { try await peer.client.send(peer.get("echo")) }
            }
        }

        @Test("Every request ends once when shutting down and cancelling come together")
        func races() async throws {
            try await withPeer { peer in
                for _ in 0..<20 {
                    let client = try peer.makeClient(connections: 4)
                    let tasks = (0..<16).map { _ in Task { try await client.send(peer.get("echo")) } }
                    tasks[3].cancel()
                    client.shutDown()
                    tasks[5].cancel()
                    for task in tasks {
                        if case .failure(let error) = await task.result {
                            #expect(error is CancellationError || (error as? TransportError) == Self.shutDown)
                        }
                    }
                    #expect(client.activeRequestCount == 0)
                }
            }
        }

        @Test("A client that is let go of without being shut down ends its thread and its connections")
        func released() async throws {
            try await withPeer { peer in
                var client: CurlClient? = try peer.makeClient()
                let end = try #require(client?.threadEnd)
                #expect(try await client?.send(peer.get("echo")).status == 200)
                client = nil
                end.wait()
                try await peer.server.events.wait(for: "closed 1")
            }
        }
    }
}
