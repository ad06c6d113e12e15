import VerificationDomain

/// Makes an invented population household by household: in memory for one household, however many people there are.
public struct PopulationGenerator: Sendable {
    public let plan: PopulationPlan

    public init(_ plan: PopulationPlan) { self.plan = plan }

    /// Streams register rows and the truth beside them, the hand-made households first. Throws what a sink throws.
    @discardableResult
    public func generate(
        into sink: inout some RegisterSink,
        truth: inout some TruthSink
    ) throws -> PopulationSummary {
        var summary = PopulationSummary()
        for region in plan.regions {
            for table in RegionTables.tables(of: region) { try sink.begin(table) }
        }
        for scenario in try ScenarioHouseholds.all() { try emit(scenario.report, &sink, &truth, &summary) }
        var people = 0
        var household = 0
        while people < plan.people {
            household += 1
            let maker = HouseholdMaker(
                plan: plan,
                household: household,
                firstOrdinal: people,
                remaining: plan.people - people
            )
            let report = try maker.make()
            people += report.people
            try emit(report, &sink, &truth, &summary)
        }
        return summary
    }

    private func emit(
        _ report: HouseholdReport,
        _ sink: inout some RegisterSink,
        _ truth: inout some TruthSink,
        _ summary: inout PopulationSummary
    ) throws {
        for entry in report.entries where plan.regions.contains(entry.region) {
            guard let row = RegionTables.row(entry) else { continue }
            try sink.append(row)
            summary.rows[entry.region, default: 0] += 1
        }
        for item in report.truths {
            guard let held = item.held(by: plan.regions) else { continue }
            try truth.append(held)
            summary.truths += 1
        }
        summary.households += 1
        summary.people += report.people
        summary.noise.merge(report.noise) { $0 + $1 }
    }
}

/// Everything that is known about one household.
struct HouseholdReport: Sendable {
    let people: Int
    let entries: [RegisterEntry]
    let truths: [KnownTruth]
    let noise: [ReportingNoise: Int]
}
