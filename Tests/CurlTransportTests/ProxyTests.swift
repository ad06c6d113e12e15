import CurlTransport
import Foundation
import TestSupport
import Testing

extension TransportTests {
    @Suite("Proxy")
    struct ProxyTests {
        @Test("The proxy of the environment is not used")
        func environment() async throws {
            try await withPeer { peer in
                let names = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]
                for name in names { setenv(name, "http://127.0.0.1:\(peer.server.proxyPort)", 1) }
                defer { for name in names { unsetenv(name) } }
                let client = try peer.makeClient()
                defer { client.shutDown() }
                #expect(try await client.send(peer.get("echo")).status == 200)
                let events = try await peer.server.eventsSoFar()
                #expect(!events.contains { $0.hasPrefix("proxied") })
            }
        }

        @Test("A configured proxy is used even where no_proxy speaks against it, and its refusal is no response")
        func configured() async throws {
            try await withPeer { peer in
                setenv("no_proxy", "*", 1)
                defer { unsetenv("no_proxy") }
                let client = try peer.makeClient(proxy: "http://127.0.0.1:\(peer.server.proxyPort)")
                defer { client.shutDown() }
                await #expect(throws: TransportError(.couldNotConnect, "")) { try await client.send(peer.get("echo")) }
                let events = try await peer.server.eventsSoFar()
                #expect(events.contains("proxied CONNECT 127.0.0.1:\(peer.server.port) HTTP/1.1"))
                #expect(!events.contains { $0.hasPrefix("accepted") })
            }
        }
    }
}
