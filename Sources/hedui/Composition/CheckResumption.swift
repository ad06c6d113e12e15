import Coordination
import CurlTransport
import Logging
import NIOCore
import ServiceLifecycle

/// Finishes, while the node runs, the checks whose process died.
struct CheckResumption: Service {
    let node: Node
    let client: CurlClient
    let logger: Logger

    /// How often it looks. A check is somebody's until its lease runs out, so this only bounds what comes on top.
    private static let interval = TimeAmount.seconds(5)

    func run() async throws {
        let run = try CheckRun(node: node, client: client)
        await finishAll(run)
        for await _ in Ticks.every(Self.interval).cancelOnGracefulShutdown() { await finishAll(run) }
    }

    private func finishAll(_ run: CheckRun) async {
        do {
            while !Task.isShuttingDownGracefully, let issued = try await run.resumeNext() {
                _ = try await node.printer.write(issued)
                let number = issued.report.identification.number
                logger.notice("interrupted check finished", metadata: ["report": "\(number)"])
            }
        } catch {
            logger.error("interrupted check not finished", metadata: ["reason": "\(error)"])
        }
    }
}
