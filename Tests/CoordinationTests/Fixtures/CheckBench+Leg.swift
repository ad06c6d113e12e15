import ExchangeProtocol
import TestSupport
import Testing
import VerificationDomain

@testable import Coordination

extension CheckBench {
    /// Runs the leg to Jiangsu alone.
    func runLeg(_ household: Household, clock: (any WallClock)? = nil) async throws -> LegResult {
        let parts = try parts(clock: clock)
        let planner = CheckPlanner(
            registry: parts.registry,
            asking: .shanghai,
            for: household.programme,
            on: Examples.today
        )
        let leg = try #require(try planner.plan(household, on: Examples.today).legs.first { $0.region == .jiangsu })
        let composer = QueryComposer(
            household: household,
            caseIdentifier: UniqueIdentifier(at: TestFederation.now, random: parts.random),
            issuer: .shanghai,
            registry: parts.registry
        )
        let deadline = TestFederation.now.adding(seconds: 30)
        let runner = LegRunner(
            leg: leg,
            caseIdentifier: composer.caseIdentifier,
            query: try composer.query(
                for: leg,
                identifier: UniqueIdentifier(at: TestFederation.now, random: parts.random),
                requestNumber: RequestNumber("310101000000202611240001")!,
                respondBy: deadline,
                at: TestFederation.now
            ),
            carrier: try #require(carriers[.jiangsu]),
            parts: parts,
            deadline: deadline,
            onStep: { step in ledger.journal.add("shown \(step.state.rawValue)") }
        )
        return try await runner.run()
    }
}
