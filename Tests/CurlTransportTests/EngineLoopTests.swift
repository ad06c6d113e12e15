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

        @Test("A request whose caller was cancelled is not sent, though the notice has not come yet")
        func marked() async throws {
            try await withPeer { peer in
                let engine = try Engine(peer)
                let mark = CancellationMark()
                mark.set()
                let task = try await engine.submit(peer, number: 1, cancellation: mark)
                #expect(try engine.loop.runOnce())
                try #require(engine.inbox.activeRequestCount == 0)
                await #expect(throws: CancellationError.self) { try await task.value }
            }
        }

        /// Nothing else happens before the time of the first request is over: the line alone must end the sleep.
        @Test("A request is given up in the line at its own deadline")
        func deadlineInLine() async throws {
            try await withPeer { peer in
                let engine = try Engine(peer, connections: 1, canEndTransfers: true)
                let first = try await engine.submit(peer, number: 1, deadline: 4_000)
                let second = try await engine.submit(peer, number: 2, deadline: 800)
                while engine.inbox.activeRequestCount == 2 { #expect(try engine.loop.runOnce()) }
                engine.stop()
                await #expect(throws: TransportError(.timedOut, "")) { try await second.value }
                await #expect(throws: TransportError(.shutDown, "")) { try await first.value }
            }
        }

        @Test("A transfer has the rest of its request's time, and not the whole of it again")
        func restOfDeadline() async throws {
            try await withPeer { peer in
                let engine = try Engine(peer, canEndTransfers: true)
                let late = try await engine.submit(peer, number: 1, deadline: 300, whole: 60_000)
                let other = try await engine.submit(peer, number: 2, deadline: 4_000)
                while engine.inbox.activeRequestCount == 2 { #expect(try engine.loop.runOnce()) }
                engine.stop()
                await #expect(throws: TransportError(.timedOut, "")) { try await late.value }
                await #expect(throws: TransportError(.shutDown, "")) { try await other.value }
            }
        }
    }
}

/// A loop that runs on the test's own thread, with a libcurl that cannot end a transfer unless the test says so.
private struct Engine {
    let inbox: EngineInbox
    let loop: EngineLoop

    init(_ peer: Peer, connections: Int = 128, canEndTransfers: Bool = false) throws {
        let multi = try MultiHandle(maximumIdleConnections: 4)
        let failing: (EasyHandle) throws(TransportError) -> Void = { easy throws(TransportError) in
            try multi.remove(easy)
            throw TransportError(.internalFailure, "the test's own failure")
        }
        inbox = EngineInbox(waking: multi)
        loop = EngineLoop(
            inbox: inbox,
            multi: multi,
            configuration: TransportConfiguration(
                identity: peer.clientIdentity,
                trustedAuthoritiesFile: peer.certificates.authorityFile,
                maximumConnections: connections
            ),
            remove: canEndTransfers ? nil : failing
        )
    }

    /// Answers whoever is left.
    func stop() {
        inbox.requestStop()
        loop.run()
    }

    /// Puts a request into the inbox whose handshake never ends; returns when it is there.
    ///
    /// - Parameters:
    ///   - deadline: the milliseconds that are left of its time.
    ///   - whole: all of its time, when some of it has gone by.
    func submit(
        _ peer: Peer,
        number: UInt,
        deadline: Int = 60_000,
        whole: Int? = nil,
        cancellation: CancellationMark = CancellationMark()
    ) async throws -> Task<HTTPResponse, any Error> {
        let request = HTTPRequest(
            method: .get,
            url: peer.url("echo", port: peer.server.mutePort),
            deadlineMilliseconds: whole ?? deadline,
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
                    deadline: ContinuousClock.now.advanced(by: .milliseconds(deadline)),
                    cancellation: cancellation,
                    continuation: continuation
                )
                #expect(inbox.submit(pending))
            }
        }
        while inbox.activeRequestCount == before { await Task.yield() }
        return task
    }
}
