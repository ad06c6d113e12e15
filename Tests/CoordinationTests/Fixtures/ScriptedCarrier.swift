import ExchangeProtocol
import TestSupport
import VerificationDomain

/// A carrier whose reply is a function of the query, and which writes down when it was called.
struct ScriptedCarrier: QueryCarrier {
    let region: ProvinceCode
    let journal: Journal
    /// The deadline of each call.
    let deadlines: Journal
    let reply: @Sendable (SignedQuery) async throws -> DeliveryOutcome
    /// What comes when it is asked for a later answer; the same as at first when there is none.
    let laterReply: (@Sendable (SignedQuery) async throws -> DeliveryOutcome)?

    func deliver(_ query: SignedQuery, deadline: Timestamp) async -> DeliveryOutcome {
        journal.add("delivered \(region)")
        deadlines.add("\(region) \(deadline)")
        return await outcome(of: query, reply)
    }

    func collect(_ query: SignedQuery, deadline: Timestamp) async -> DeliveryOutcome {
        journal.add("collected \(region)")
        return await outcome(of: query, laterReply ?? reply)
    }

    private func outcome(
        of query: SignedQuery,
        _ reply: @Sendable (SignedQuery) async throws -> DeliveryOutcome
    ) async -> DeliveryOutcome {
        do {
            return try await reply(query)
        } catch {
            return .problem(status: 599, title: "the test's own peer failed: \(error)")
        }
    }
}
