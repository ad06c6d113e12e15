import Answering
import HTTPService
import Logging
import ServiceLifecycle
import Synchronization
import TestSupport

/// A value that comes to be known after those who will need it exist: a federation's ports, for one.
final class Later<Value: Sendable>: Sendable {
    struct NotKnownYet: Error {}

    private let value = Mutex<Value?>(nil)

    func set(_ new: Value) { value.withLock { $0 = new } }

    func get() throws -> Value {
        guard let known = value.withLock({ $0 }) else { throw NotKnownYet() }
        return known
    }
}

/// Runs a test while the real exchange server listens on a port of the loopback interface.
func withEndpoint(
    _ answering: any ExchangeAnswering,
    identity: ExchangeServerIdentity,
    limits: ExchangeServerLimits = ExchangeServerLimits(),
    _ body: @Sendable (_ port: Int) async throws -> Void
) async throws {
    let (ports, port) = AsyncStream<Int>.makeStream()
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let application = try ExchangeServer.application(
        host: "127.0.0.1",
        port: 0,
        identity: identity,
        answering: answering,
        digests: TestFederation.digests,
        limits: limits,
        logger: logger,
        onRunning: { port.yield($0) }
    )
    let services = ServiceGroup(services: [application], logger: logger)
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
            defer { port.finish() }
            try await services.run()
        }
        for await number in ports {
            try await body(number)
            break
        }
        group.cancelAll()
        while let result = await group.nextResult() {
            if case .failure(let error) = result, !(error is CancellationError) { throw error }
        }
    }
}
