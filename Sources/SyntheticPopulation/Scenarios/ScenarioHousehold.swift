import VerificationDomain

/// A hand-made household with its registers and its truth: the same in every population, whatever the seed.
///
/// Its application stands in docs/examples under `name`.
public struct ScenarioHousehold: Sendable {
    /// Of the file in docs/examples, without `.json`.
    public let name: String
    public let members: [InventedPerson]
    let entries: [RegisterEntry]
    public let truths: [KnownTruth]
    let noise: [ReportingNoise: Int]

    var report: HouseholdReport {
        HouseholdReport(people: members.count, entries: entries, truths: truths, noise: noise)
    }

    /// The register rows of this household in all regions.
    public var rows: [RegisterRow] { entries.compactMap(RegionTables.row) }
}

/// The households that the demo verifies.
public enum ScenarioHouseholds: Sendable {
    /// In the order in which the demo shows them. Throws `PopulationError.damagedInvention`, which is a fault of this
    /// module.
    public static func all() throws(PopulationError) -> [ScenarioHousehold] {
        [try deltaFamily(), try cleanHousehold(), try deceasedMember(), try temporaryAssistance()]
    }
}
