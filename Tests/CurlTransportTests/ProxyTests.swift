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

        @Test("What a proxy answers when it opens the tunnel is no part of the response")
        func tunnel() async throws {
            try await withPeer { peer in
                let proxy = try SmallPeer(SmallPeer.tunnel)
                defer { proxy.stop() }
                let client = try peer.makeClient(proxy: "http://127.0.0.1:\(proxy.port)")
                defer { client.shutDown() }
                let response = try await client.send(peer.get("echo"))
                #expect(response.status == 200)
                #expect(response.headers["x-method"] == "GET")
                #expect(response.headers["x-proxy"] == nil)
            }
        }

        @Test("The words of a proxy that refuses are not kept")
        func refusalIsNotQuoted() async throws {
            try await withPeer { peer in
                let client = try peer.makeClient(proxy: "http://127.0.0.1:\(peer.server.proxyPort)")
                defer { client.shutDown() }
                let error = await #expect(throws: TransportError.self) { try await client.send(peer.get("echo")) }
                let text = try #require(error).debugDescription
                #expect(text.contains("[libcurl ") && !text.contains("response 403"))
            }
        }
    }
}
