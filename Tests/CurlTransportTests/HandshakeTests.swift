import CurlTransport
import TestSupport
import Testing

extension TransportTests {
    @Suite("Handshake")
    struct HandshakeTests {
        @Test("HTTP/1.1 is spoken with a peer that would like HTTP/2 better")
        func protocolVersion() async throws {
            try await withObserver { observer, peer in
                let response = try await peer.client.send(get(observer, peer))
                #expect(response.headers["x-protocol"] == "http/1.1")
            }
        }

        @Test("Every new connection makes a whole handshake, with certificates, though the peer offers to resume one")
        func noResumption() async throws {
            try await withObserver { observer, peer in
                for _ in 0..<3 {
                    let response = try await peer.client.send(get(observer, peer))
                    #expect(!response.reusedConnection)
                    #expect(response.headers["x-resumed"] == "False")
                }
            }
        }

        @Test("A peer that goes away during the handshake has refused nothing", arguments: ["end", "reset"])
        func lost(way: String) async throws {
            try await expect(.connectionLost, way)
        }

        @Test("A peer that does not speak TLS is not trusted")
        func plainText() async throws {
            try await expect(.tlsFailed, "plain")
        }

        @Test("The TLS library's own words are kept for the operator")
        func words() async throws {
            try await withPeer { peer in
                let client = try peer.makeClient(authorities: peer.certificates.strangerFile)
                defer { client.shutDown() }
                let error = await #expect(throws: TransportError.self) { try await client.send(peer.get("echo")) }
                let text = try #require(error).debugDescription
                #expect(text.contains(" [") && !text.contains("[libcurl "))
            }
        }

        private func expect(_ code: TransportError.Code, _ way: String) async throws {
            try await withPeer { peer in
                let silent = try SmallPeer(SmallPeer.noHandshake, way)
                defer { silent.stop() }
                await #expect(throws: TransportError(code, "")) { try await peer.client.send(get(silent, peer)) }
                #expect(peer.client.activeRequestCount == 0)
            }
        }

        private func get(_ other: SmallPeer, _ peer: Peer) -> HTTPRequest {
            HTTPRequest(
                method: .get,
                url: peer.url("", port: other.port),
                deadlineMilliseconds: 60_000,
                responseByteLimit: 100
            )
        }

        private func withObserver(_ body: (SmallPeer, Peer) async throws -> Void) async throws {
            try await withPeer { peer in
                let identity = peer.serverIdentity
                let observer = try SmallPeer(SmallPeer.observer, identity.certificateFile, identity.privateKeyFile)
                defer { observer.stop() }
                try await body(observer, peer)
            }
        }
    }
}
