import Coordination
import ExchangeProtocol
import Logging
import NIOCore
import RecordStore
import ServiceLifecycle
import Synchronization

/// Finishes, while the node runs, the checks whose process died.
struct CheckResumption: Service {
    let node: Node
    let checks: CheckService
    let logger: Logger

    /// How often it looks. A check is somebody's until its lease runs out, so this only bounds what comes on top.
    private static let interval = TimeAmount.seconds(5)
    /// Checks that fail in one look. Each keeps its lease and comes behind the others, so the next look meets others.
    private static let failureLimit = 10

    func run() async throws {
        let reasons = ToldReasons()
        // A check that is under way when the node stops is given back, and the next start goes on with it.
        await cancelWhenGracefulShutdown {
            await finishAll(reasons)
            for await _ in Ticks.every(Self.interval) { await finishAll(reasons) }
        }
    }

    private func finishAll(_ reasons: ToldReasons) async {
        var failures = 0
        while failures < Self.failureLimit, !Task.isCancelled {
            do {
                guard try await isUnderNewestRegistry(), let issued = try await checks.resumeNext() else { return }
                await write(issued)
            } catch is CancellationError {
                return
            } catch {
                failures += 1
                guard reasons.isNew("\(error)") else { continue }
                logger.error("interrupted check not finished", metadata: ["reason": "\(error)"])
            }
        }
    }

    /// A command may have taken a newer registry, in which a key or an agreement is taken back: what this process would
    /// ask then, it must not ask.
    private func isUnderNewestRegistry() async throws -> Bool {
        guard let newest = try await node.store.registries.highest(), newest.serial > node.registry.serial else {
            return true
        }
        throw CommandFailure(.configuration, "registry \(newest.serial) was taken since this start: restart the node")
    }

    private func write(_ issued: IssuedReport) async {
        let number = issued.report.identification.number
        do {
            _ = try await node.printer.write(issued)
            logger.notice("interrupted check finished", metadata: ["report": "\(number)"])
        } catch {
            logger.error(
                "interrupted check finished, its files not written: see `hedui check report`",
                metadata: ["report": "\(number)", "reason": "\(error)"]
            )
        }
    }
}

/// Reasons that were logged: one that comes again every few seconds is said once.
private final class ToldReasons: Sendable {
    private static let limit = 100
    private let told = Mutex<Set<String>>([])

    func isNew(_ reason: String) -> Bool {
        told.withLock { told in
            if told.count >= Self.limit { told.removeAll() }
            return told.insert(reason).inserted
        }
    }
}
