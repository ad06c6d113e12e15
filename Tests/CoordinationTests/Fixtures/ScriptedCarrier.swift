import ExchangeProtocol
import TestSupport
import VerificationDomain

/// A carrier whose reply is a function of the query, and which writes down when it was called.
struct ScriptedCarrier: QueryCarrier {
    let region: ProvinceCode
    let journal: Journal
    let reply: @Sendable (SignedQuery) async throws -> DeliveryOutcome

    func deliver(_ query: SignedQuery, deadline: Timestamp) async -> DeliveryOutcome {
        journal.add("delivered \(region)")
        do {
            return try await reply(query)
        } catch {
            return .problem(status: 599, title: "the test's own peer failed: \(error)")
        }
    }
}
