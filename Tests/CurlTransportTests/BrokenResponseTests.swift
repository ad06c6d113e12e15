import CurlTransport
import TestSupport
import Testing

extension TransportTests {
    @Suite("Broken responses")
    struct BrokenResponseTests {
        @Test("A connection that ends too early is lost", arguments: ["cut", "cut-chunk", "nothing", "vanish"])
        func lost(path: String) async throws {
            try await expect(.connectionLost, path)
        }

        @Test(
            "What is not HTTP is garbled",
            arguments: ["garbage", "bad-field", "folded", "bad-chunk", "negative-length"]
        )
        func garbled(path: String) async throws {
            try await expect(.garbledResponse, path)
        }

        @Test("The client works on after a broken response")
        func recovery() async throws {
            try await withPeer { peer in
                for path in ["garbage", "cut", "vanish"] { _ = try? await peer.client.send(peer.get(path)) }
                let response = try await peer.client.send(peer.get("echo"))
                #expect(response.status == 200)
                #expect(peer.client.activeRequestCount == 0)
            }
        }

        @Test("An error shows the host and port, and nothing else of the address")
        func nothingShown() async throws {
            try await withPeer { peer in
                let error = await #expect(throws: TransportError.self) {
                    try await peer.client.send(peer.get("vanish?number=319999&name=secret"))
                }
                let found = try #require(error)
                #expect(found.description.contains("127.0.0.1:\(peer.server.port)"))
                for text in [found.description, found.debugDescription, "\(found.context)"] {
                    #expect(!text.contains("vanish") && !text.contains("319999") && !text.contains("secret"))
                }
            }
        }

        @Test("libcurl's own words, which may quote the peer, are not kept", arguments: ["garbage", "cut", "vanish"])
        func numberOnly(path: String) async throws {
            try await withPeer { peer in
                let error = await #expect(throws: TransportError.self) { try await peer.client.send(peer.get(path)) }
                let text = try #require(error).debugDescription
                #expect(text.contains("[libcurl "))
            }
        }

        private func expect(_ code: TransportError.Code, _ path: String) async throws {
            try await withPeer { peer in
                await #expect(throws: TransportError(code, "")) { try await peer.client.send(peer.get(path)) }
                #expect(peer.client.activeRequestCount == 0)
            }
        }
    }
}
