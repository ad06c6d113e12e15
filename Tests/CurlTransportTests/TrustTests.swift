import CurlTransport
import Foundation
import TestSupport
import Testing

extension TransportTests {
    @Suite("Trust")
    struct TrustTests {
        private static let failed = TransportError(.tlsFailed, "")

        @Test("A peer of an unknown authority is not trusted, and gets no request")
        func wrongAuthority() async throws {
            try await withPeer { peer in
                let client = try peer.makeClient(authorities: peer.certificates.strangerFile)
                defer { client.shutDown() }
                await #expect(throws: Self.failed) { try await client.send(peer.get("echo")) }
                try await expectNoRequest(peer)
            }
        }

        @Test("A peer with an expired certificate is not trusted")
        func expired() async throws {
            try await withPeer(days: -1) { peer in
                await #expect(throws: Self.failed) { try await peer.client.send(peer.get("echo")) }
                try await expectNoRequest(peer)
            }
        }

        @Test("A peer with a certificate for another name is not trusted")
        func wrongName() async throws {
            try await withPeer(names: "DNS:peer.invalid") { peer in
                await #expect(throws: Self.failed) { try await peer.client.send(peer.get("echo")) }
                try await expectNoRequest(peer)
            }
        }

        @Test("The expected name takes the place of the address's one, and its connection is not shared")
        func expectedName() async throws {
            try await withPeer(names: "DNS:peer.invalid") { peer in
                let request = expecting("peer.invalid", peer)
                let response = try await peer.client.send(request)
                let received = try #require(response.headers["x-request"])
                #expect(received.contains("host=peer.invalid:\(peer.server.port)"))
                #expect(try await peer.client.send(request).reusedConnection)
                await #expect(throws: Self.failed) { try await peer.client.send(peer.get("echo")) }
                await #expect(throws: Self.failed) { try await peer.client.send(expecting("other.invalid", peer)) }
            }
        }

        @Test("A peer that refuses our certificate is told from one that goes away", arguments: ["1.2", "1.3"])
        func refusedByPeer(version: String) async throws {
            try await withPeer(newestTLS: version) { peer in
                let identities = [
                    try peer.certificates.issue("foreign", for: "DNS:client.invalid", by: "stranger"),
                    try peer.certificates.issue("expired", for: "DNS:client.invalid", days: -1),
                ]
                for (index, identity) in identities.enumerated() {
                    let client = try peer.makeClient(identity: identity)
                    defer { client.shutDown() }
                    await #expect(throws: Self.failed) { try await client.send(peer.get("echo")) }
                    try await peer.server.events.wait(for: "refused \(index + 1)")
                }
                try await expectNoRequest(peer)
            }
        }

        @Test("TLS 1.2 is spoken with a peer that has no newer one")
        func olderVersion() async throws {
            try await withPeer(newestTLS: "1.2") { peer in
                let response = try await peer.client.send(peer.get("echo"))
                #expect(response.status == 200)
            }
        }

        @Test("A key of another certificate, or one behind a password, is our own mistake and no refusal")
        func unusableKey() async throws {
            try await withPeer { peer in
                let other = try peer.certificates.issue("other", for: "DNS:client.invalid")
                let mixed = ClientIdentity(
                    certificateFile: peer.clientIdentity.certificateFile,
                    privateKeyFile: other.privateKeyFile
                )
                for identity in [mixed, try peer.certificates.encryptKey(of: other)] {
                    let client = try peer.makeClient(identity: identity)
                    defer { client.shutDown() }
                    await #expect(throws: TransportError(.credentialUnusable, "")) {
                        try await client.send(peer.get("echo"))
                    }
                }
            }
        }

        @Test("An authorities file that holds no certificate is our own mistake, not a refusal", arguments: ["", "x"])
        func unusableAuthorities(text: String) async throws {
            try await withPeer { peer in
                let path = peer.certificates.authorityFile + ".other"
                try Data(text.utf8).write(to: URL(fileURLWithPath: path))
                let client = try peer.makeClient(authorities: path)
                defer { client.shutDown() }
                await #expect(throws: TransportError(.credentialUnusable, "")) {
                    try await client.send(peer.get("echo"))
                }
                try await expectNoRequest(peer)
            }
        }

        @Test("A pin that the peer's key does not meet fails, on a new connection and on a kept one")
        func pins() async throws {
            try await withPeer { peer in
                let key = try peer.certificates.publicKeyDigest(of: peer.serverIdentity)
                let other = try peer.certificates.publicKeyDigest(of: peer.clientIdentity)
                await #expect(throws: Self.failed) { try await peer.client.send(pinning([other], peer)) }
                try await expectNoRequest(peer)
                #expect(try await peer.client.send(pinning([other, key], peer)).status == 200)
                #expect(try await peer.client.send(pinning([other, key], peer)).reusedConnection)
                // The registry has changed: the kept connection was made under the old pins.
                await #expect(throws: Self.failed) { try await peer.client.send(pinning([other], peer)) }
                #expect(try await peer.client.send(pinning([key], peer)).status == 200)
            }
        }

        @Test("The pins of one request do not bind the next one")
        func pinsAreForgotten() async throws {
            try await withPeer { peer in
                let other = try peer.certificates.publicKeyDigest(of: peer.clientIdentity)
                await #expect(throws: Self.failed) { try await peer.client.send(pinning([other], peer)) }
                #expect(try await peer.client.send(peer.get("echo")).status == 200)
            }
        }

        @Test("A pin that is no SHA-256 digest is refused before anything is sent", arguments: [0, 20, 31, 33, 64])
        func pinLength(count: Int) async throws {
            try await withPeer { peer in
                let pin = [UInt8](repeating: 1, count: count)
                await #expect(throws: TransportError(.invalidRequest, "")) {
                    try await peer.client.send(pinning([pin], peer))
                }
                try await expectNoRequest(peer)
            }
        }

        private func pinning(_ pins: [[UInt8]], _ peer: Peer) -> HTTPRequest {
            HTTPRequest(
                method: .get,
                url: peer.url("echo"),
                deadlineMilliseconds: 60_000,
                responseByteLimit: 100,
                pinnedPublicKeys: pins
            )
        }

        private func expecting(_ name: String, _ peer: Peer) -> HTTPRequest {
            HTTPRequest(
                method: .get,
                url: peer.url("echo"),
                deadlineMilliseconds: 60_000,
                responseByteLimit: 100,
                expectedHostName: name
            )
        }

        private func expectNoRequest(_ peer: Peer) async throws {
            let events = try await peer.server.eventsSoFar()
            #expect(!events.contains { $0.hasPrefix("request") })
            #expect(peer.client.activeRequestCount == 0)
        }
    }
}
