import ExchangeProtocol
import Synchronization
import VerificationDomain

/// Lets identical queries that come while the first of them is in work share its reply.
///
/// A peer that lost its connection sends the same bytes again; without this every repetition would ask the registers
/// once more. The work goes on when the first sender is gone: its repetition will want the reply.
final class QueriesInWork: Sendable {
    private struct Key: Hashable {
        let issuer: ProvinceCode
        let identifier: UniqueIdentifier
        let digest: Digest
    }

    private let tasks = Mutex<[Key: Task<ExchangeReply, any Error>]>([:])

    /// The reply of `work`, or of the same query's work that is under way. A query leaves before its reply is handed
    /// out, so `work` must have stored it by then: whoever comes later finds it in the store.
    func reply(
        to query: AuthenticatedQuery,
        _ work: @escaping @Sendable () async throws -> ExchangeReply
    ) async throws -> ExchangeReply {
        let key = Key(issuer: query.issuer, identifier: query.identifier, digest: query.digest)
        let task = tasks.withLock { tasks in
            if let task = tasks[key] { return task }
            let task = Task {
                defer { leave(key) }
                return try await work()
            }
            tasks[key] = task
            return task
        }
        return try await task.value
    }

    private func leave(_ key: Key) { tasks.withLock { $0[key] = nil } }
}
