import CurlTransport
import TestSupport
import Testing

extension TransportTests {
    @Suite("Cancellation")
    struct CancellationTests {
        @Test("Cancelling closes the connection and frees the request")
        func cancel() async throws {
            try await withPeer { peer in
                let task = Task { try await peer.client.send(peer.get("silent")) }
                try await peer.server.events.wait(for: "request 1 GET /silent")
                #expect(peer.client.activeRequestCount == 1)
                task.cancel()
                await #expect(throws: CancellationError.self) { try await task.value }
                #expect(peer.client.activeRequestCount == 0)
                try await peer.server.events.wait(for: "closed 1")
            }
        }

        @Test("Cancelling in the middle of a body closes the connection")
        func cancelInBody() async throws {
            try await withPeer { peer in
                let task = Task { try await peer.client.send(peer.get("drip")) }
                try await peer.server.events.wait(for: "request 1 GET /drip")
                task.cancel()
                await #expect(throws: CancellationError.self) { try await task.value }
                try await peer.server.events.wait(for: "closed 1")
            }
        }

        @Test("A task that was cancelled before sends nothing")
        func preCancelled() async throws {
            try await withPeer { peer in
                let task = Task {
                    withUnsafeCurrentTask { $0?.cancel() }
                    return try await peer.client.send(peer.get("echo"))
                }
                await #expect(throws: CancellationError.self) { try await task.value }
                #expect(peer.client.activeRequestCount == 0)
                // One round trip, so that a request sent before it would have arrived.
                _ = try await peer.client.send(peer.get("error"))
                let events = try await peer.server.eventsSoFar()
                #expect(!events.contains { $0.hasSuffix("/echo") })
            }
        }

        @Test("Cancelling a request that waits for a connection leaves the line to the others")
        func cancelInLine() async throws {
            try await withPeer { peer in
                let client = try peer.makeClient(connections: 1)
                defer { client.shutDown() }
                let blocking = Task { try await client.send(peer.get("silent")) }
                try await peer.server.events.wait(for: "request 1")
                let waiting = Task { try await client.send(peer.get("error")) }
                waiting.cancel()
                await #expect(throws: CancellationError.self) { try await waiting.value }
                blocking.cancel()
                await #expect(throws: CancellationError.self) { try await blocking.value }
                #expect(try await client.send(peer.get("echo")).status == 200)
                let events = try await peer.server.eventsSoFar()
                #expect(!events.contains { $0.hasSuffix("/error") })
            }
        }

        /// The runtime ends the process when a continuation is resumed twice, and the test when one never is.
        @Test("Every request ends once, whether its response or its cancellation comes first")
        func races() async throws {
            try await withPeer { peer in
                for round in 0..<20 {
                    let tasks = (0..<20).map { _ in Task { try await peer.client.send(peer.get("echo")) } }
                    if round % 2 == 1 { _ = try await peer.client.send(peer.get("echo")) }
                    for task in tasks { task.cancel() }
                    for task in tasks {
                        switch await task.result {
                        case .success(let response): #expect(response.status == 200)
                        case .failure(let error): #expect(error is CancellationError)
                        }
                    }
                }
                #expect(peer.client.activeRequestCount == 0)
                #expect(try await peer.client.send(peer.get("echo")).status == 200)
            }
        }
    }
}
