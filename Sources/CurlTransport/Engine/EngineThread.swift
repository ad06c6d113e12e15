internal import Dispatch
internal import Foundation

/// The one thread of a client: blocking calls stay on it, away from the threads that run Swift tasks.
enum EngineThread {
    static func start(inbox: EngineInbox, configuration: TransportConfiguration) -> ThreadEnd {
        let end = ThreadEnd()
        let thread = Thread {
            Self.blockBrokenPipeSignal()
            Self.run(inbox, configuration)
            end.signal()
        }
        thread.name = "curl-transport"
        thread.start()
        return end
    }

    /// A function of its own, so that everything the loop owns, connections above all, is gone when the thread is
    /// called ended; the thread's closure, which may live longer, does not hold the handle.
    private static func run(_ inbox: EngineInbox, _ configuration: TransportConfiguration) {
        guard let multi = inbox.multi else { return }
        EngineLoop(inbox: inbox, multi: multi, configuration: configuration).run()
    }

    /// With `CURLOPT_NOSIGNAL` libcurl leaves SIGPIPE to its user, and a peer that closes early would end the process.
    private static func blockBrokenPipeSignal() {
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe sigaddset(&signals, SIGPIPE)
        unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
    }
}

/// The end of a thread, for any number of waiters.
package final class ThreadEnd: Sendable {
    private let group = DispatchGroup()

    init() {
        group.enter()
    }

    func signal() {
        group.leave()
    }

    /// Blocks until the thread has ended.
    package func wait() {
        group.wait()
    }
}
