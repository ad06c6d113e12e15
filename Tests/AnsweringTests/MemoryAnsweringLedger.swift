import Answering
import ExchangeProtocol
import Synchronization
import VerificationDomain

/// A ledger in memory that keeps the contract: the first record for an identifier stays, and a call that throws stores
/// nothing. It can be told to fail.
final class MemoryAnsweringLedger: AnsweringLedger, Sendable {
    struct Failure: Error {}

    /// Which calls fail.
    enum Fault: Sendable { case recall, record, note, reply }

    private struct Key: Hashable {
        let issuer: ProvinceCode
        let identifier: UniqueIdentifier
    }

    private struct State {
        var stored: [Key: RecordedExchange] = [:]
        var events: [AnsweringEvent] = []
        var faults: Set<Fault> = []
    }

    private let state = Mutex(State())

    func fail(_ faults: Fault...) { state.withLock { $0.faults = Set(faults) } }

    private func check(_ fault: Fault, _ state: State) throws {
        if state.faults.contains(fault) { throw Failure() }
    }

    func recall(_ identifier: UniqueIdentifier, of issuer: ProvinceCode, digest: Digest) async throws -> ReplayDecision
    {
        try state.withLock { state in
            try check(.recall, state)
            return Self.decision(state.stored[Key(issuer: issuer, identifier: identifier)], digest)
        }
    }

    func record(_ exchange: RecordedExchange) async throws -> ReplayDecision {
        try state.withLock { state in
            try check(.record, state)
            let key = Key(issuer: exchange.issuer, identifier: exchange.identifier)
            let decision = Self.decision(state.stored[key], exchange.queryDigest)
            guard decision == .first else { return decision }
            state.stored[key] = exchange
            state.events.append(exchange.event)
            return .first
        }
    }

    func reply(
        to identifier: UniqueIdentifier,
        of issuer: ProvinceCode,
        at time: Timestamp
    ) async throws -> StoredReply? {
        try state.withLock { state in
            try check(.reply, state)
            let stored = state.stored[Key(issuer: issuer, identifier: identifier)]
            return stored.flatMap { $0.rememberUntil > time ? $0.reply : nil }
        }
    }

    func note(_ event: AnsweringEvent) async throws {
        try state.withLock { state in
            try check(.note, state)
            state.events.append(event)
        }
    }

    private static func decision(_ stored: RecordedExchange?, _ digest: Digest) -> ReplayDecision {
        ReplayDecision.decide(
            seen: stored.map { SeenQuery(digest: $0.queryDigest, reply: $0.reply) },
            digest: digest
        )
    }

    var events: [AnsweringEvent] { state.withLock(\.events) }
    var stored: [RecordedExchange] { state.withLock { Array($0.stored.values) } }
}
