import Synchronization
import TestSupport
import Testing

@testable import CurlTransport

extension TransportTests {
    @Suite("The engine")
    struct EngineLoopTests {
        @Test("When libcurl fails at one command, whoever came with it is answered too")
        func failingCommand() async throws {
            try await withPeer { peer in
                let engine = try Engine(peer)
                let first = try await engine.submit(peer, number: 1)
                #expect(try engine.loop.runOnce())
                engine.inbox.cancel(number: 1)
                let second = try await engine.submit(peer, number: 2)
                // The cancellation comes first, and ends the loop.
                engine.loop.run()
                try #require(engine.inbox.activeRequestCount == 0, "somebody is never answered")
                await #expect(throws: CancellationError.self) { try await first.value }
                await #expect(throws: TransportError(.internalFailure, "")) { try await second.value }
            }
        }

        @Test("A cancellation that comes before its request is obeyed once, and the request is not sent")
        func overtaken() async throws {
            try await withPeer { peer in
                let engine = try Engine(peer)
                engine.inbox.cancel(number: 1)
                let task = try await engine.submit(peer, number: 1)
                #expect(try engine.loop.runOnce())
                try #require(engine.inbox.activeRequestCount == 0)
                await #expect(throws: CancellationError.self) { try await task.value }
                let events = try await peer.server.eventsSoFar()
                #expect(!events.contains { $0.hasPrefix("accepted") })
            }
        }
    }
}

/// A loop that runs on the test's own thread, with a libcurl that cannot end a transfer.
private struct Engine {
    let inbox: EngineInbox
    let loop: EngineLoop

    init(_ peer: Peer) throws {
        let multi = try MultiHandle(maximumIdleConnections: 4)
        inbox = EngineInbox(waking: multi)
        loop = EngineLoop(
            inbox: inbox,
            multi: multi,
            configuration: TransportConfiguration(
                identity: peer.clientIdentity,
                trustedAuthoritiesFile: peer.certificates.authorityFile
            ),
            remove: { easy throws(TransportError) in
                try multi.remove(easy)
                throw TransportError(.internalFailure, "the test's own failure")
            }
        )
    }

    /// Puts a request into the inbox whose handshake never ends; returns when it is there.
    func submit(_ peer: Peer, number: UInt) async throws -> Task<HTTPResponse, any Error> {
        let request = HTTPRequest(
            method: .get,
            url: peer.url("echo", port: peer.server.mutePort),
            deadlineMilliseconds: 60_000,
            responseByteLimit: 1
        )
        let (target, head) = (try RequestTarget(request), try RequestHead(request))
        let inbox = inbox
        let before = inbox.activeRequestCount
        let task = Task {
            try await withCheckedThrowingContinuation { continuation in
                let pending = PendingRequest(
                    number: number,
                    request: request,
                    target: target,
                    head: head,
                    deadline: ContinuousClock.now.advanced(by: .seconds(60)),
                    cancellation: CancellationMark(),
                    continuation: continuation
                )
                #expect(inbox.submit(pending))
            }
        }
        while inbox.activeRequestCount == before { await Task.yield() }
        return task
    }
}
