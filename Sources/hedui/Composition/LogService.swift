import Logging
import NIOCore
import NIOPosix
import RecordStore
import ServiceLifecycle

/// Seals and publishes the audit log while the node runs, and once more when it stops.
struct LogService: Service {
    let node: Node
    let logger: Logger

    /// How often rows are sealed; a row waits no longer than this and one publication.
    private static let interval = TimeAmount.milliseconds(250)

    func run() async throws {
        for await _ in Ticks.every(Self.interval).cancelOnGracefulShutdown() { await publish() }
        await stop()
    }

    /// A log that cannot be written must be seen; answering goes on refusing as long as its own rows cannot be stored.
    private func publish() async {
        do {
            try await node.publishLog()
        } catch {
            logger.error("audit log not published", metadata: ["reason": "\(error)"])
        }
    }

    private func stop() async {
        do {
            try await NodeStop(node).run {
                logger.notice("audit log is being published by another process; waiting for it before the stop")
            }
        } catch {
            logger.error("stop not recorded or not published", metadata: ["reason": "\(error)"])
        }
    }
}

/// A stream that gives one element an interval, on an event loop's clock.
enum Ticks {
    static func every(_ interval: TimeAmount) -> AsyncStream<Void> {
        AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
            let task = MultiThreadedEventLoopGroup.singleton.next().scheduleRepeatedTask(
                initialDelay: interval,
                delay: interval
            ) { _ in continuation.yield() }
            continuation.onTermination = { _ in task.cancel() }
        }
    }
}
