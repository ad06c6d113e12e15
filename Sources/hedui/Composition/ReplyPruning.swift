import Logging
import NIOCore
import RecordStore
import ServiceLifecycle

/// Forgets, while the node runs, the replies whose queries cannot be repeated any more, together with their keys.
struct ReplyPruning: Service {
    let node: Node
    let logger: Logger

    /// How often it looks. A reply is not given out from its expiry on, so this only bounds how long it lies there.
    private static let interval = TimeAmount.minutes(5)

    func run() async throws {
        await prune()
        for await _ in Ticks.every(Self.interval).cancelOnGracefulShutdown() { await prune() }
    }

    private func prune() async {
        do {
            _ = try await node.store.replies.prune(before: node.clock.now())
        } catch {
            logger.error("expired replies not removed", metadata: ["reason": "\(error)"])
        }
    }
}
