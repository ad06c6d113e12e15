import Coordination
import Foundation
import LocalSources
import RecordMerging
import SyntheticPopulation
import TestSupport
import VerificationDomain
import Yams

/// Merges an invented population's households from what its registers in four regions really answer.
enum MergeBenchmark {
    private static let people = 1_500
    private static let rounds = 12

    static func run() async throws {
        let inputs = try await Inputs.make(people: people)
        let records = inputs.reduce(0) { $0 + $1.legs.reduce(0) { $0 + $1.records.count } }
        let outcomes = inputs.reduce(0) { $0 + $1.legs.reduce(0) { $0 + $1.outcomes.count } }
        var bytes = 0
        let merging = await Measuring.seconds {
            for _ in 0..<rounds { for input in inputs { bytes &+= RecordMerger.merge(input).entries.count } }
        }
        let writing = await Measuring.seconds {
            for _ in 0..<rounds { for input in inputs { bytes &+= RecordMerger.merge(input).canonicalBytes.count } }
        }
        let (total, households) = (Double(records * rounds), Double(inputs.count * rounds))
        precondition(bytes > 0)
        let crowded = try await crowdedRate(inputs)
        Output.table(
            "Merging, one core (\(inputs.count) invented households, \(records) records, \(outcomes) outcomes)",
            ["what", "records/s", "households/s"],
            [
                ["merge with explanations", Output.count(total / merging), Output.count(households / merging)],
                [
                    "merge and write the canonical picture", Output.count(total / writing),
                    Output.count(households / writing),
                ],
                ["one household with \(crowded.records) records", Output.count(crowded.rate), "–"],
            ]
        )
    }

    /// Many records on few persons: the cost of a record without the household's own share.
    private static func crowdedRate(_ inputs: [MergeInput]) async throws -> (records: Int, rate: Double) {
        guard let base = inputs.max(by: { count($0) < count($1) }) else { return (0, 0) }
        let legs = base.legs.map { leg in
            LegFinding(
                region: leg.region,
                outcomes: leg.outcomes,
                records: (0..<40).flatMap { copy in leg.records.map { $0.movedToAnotherKey(copy) } }
            )
        }
        let input = MergeInput(household: base.household, legs: legs, rulePack: base.rulePack)
        var entries = 0
        let seconds = await Measuring.seconds { for _ in 0..<5 { entries += RecordMerger.merge(input).entries.count } }
        precondition(entries > 0)
        return (count(input), Double(5 * count(input)) / seconds)
    }

    private static func count(_ input: MergeInput) -> Int { input.legs.reduce(0) { $0 + $1.records.count } }
}

extension VerificationRecord {
    /// The same record about another asset.
    fileprivate func movedToAnotherKey(_ copy: Int) -> VerificationRecord {
        VerificationRecord(
            subject: subject,
            category: category,
            source: source,
            asOf: asOf,
            retrievedAt: retrievedAt,
            owner: owner,
            keys: keys.map { RecordKey($0.kind, "\($0.text)\(copy)") },
            value: value,
            details: details
        )
    }
}

/// Households of a population with what each region's registers answer about them.
private enum Inputs {
    static func make(people: Int) async throws -> [MergeInput] {
        let folder = try ScratchFolder()
        let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let hedui = URL(filePath: program).deletingLastPathComponent().appending(path: "hedui").path
        _ = try Command.output(
            hedui,
            ["population", "generate", "--people", "\(people)", "--seed", "7", "--out", folder.path]
        )
        var registers: [ProvinceCode: RegisterDatabase] = [:]
        for region in ProvinceCode.yangtzeDelta {
            let text = try String(contentsOfFile: "deploy/registers/\(region).yaml", encoding: .utf8)
            let mapping = try RegisterMapping(YAMLDecoder().decode(MappingNode.self, from: text))
            registers[region] = try RegisterDatabase(path: "\(folder.path)/\(region).sqlite", mapping: mapping)
        }
        let pack = try TestRulePacks().pack(stored: TestRulePacks.bytes).pack
        var inputs: [MergeInput] = []
        for household in try households(people) {
            var legs: [LegFinding] = []
            for (region, database) in registers { legs.append(await leg(region, household, database)) }
            inputs.append(MergeInput(household: household, legs: legs, rulePack: pack))
        }
        return inputs
    }

    private static func leg(
        _ region: ProvinceCode,
        _ household: Household,
        _ database: RegisterDatabase
    ) async -> LegFinding {
        var outcomes: [ItemOutcome] = []
        var records: [VerificationRecord] = []
        for member in household.members {
            for item in household.items {
                let request = RegisterRequest(
                    subject: QuerySubject(
                        reference: member.reference,
                        authorisation: household.authorisations[0].reference,
                        identity: member.identity,
                        name: member.name,
                        signedBy: .own
                    ),
                    item: item,
                    incomeWindow: household.incomeWindow,
                    assetsAsOf: household.assetsAsOf,
                    disclosure: .full,
                    threshold: nil
                )
                let finding = await database.lookUp(request, at: BenchClock().now())
                outcomes.append(finding.outcome)
                records += finding.records
            }
        }
        return LegFinding(region: region, outcomes: outcomes, records: records)
    }

    private struct Owner: Hashable {
        let number: IdentityNumber
        let name: String
    }

    private static func households(_ people: Int) throws -> [Household] {
        var truth = Owners()
        var rows = NoRows()
        let plan = try PopulationPlan(seed: 7, people: people)
        try PopulationGenerator(plan).generate(into: &rows, truth: &truth)
        return try truth.households.sorted { $0.key < $1.key }.map { try household($0.value) }
    }

    private static func household(_ owners: [Owner]) throws -> Household {
        let members = try owners.enumerated().map { index, owner in
            guard let name = PersonName(owner.name), let reference = SubjectReference("m\(index + 1)") else {
                throw EndpointBenchmark.Unusable()
            }
            return Member(
                reference: reference,
                name: name,
                identity: owner.number,
                relation: index == 0 ? .householdHead : .spouse,
                places: MemberPlaces(hukou: Examples.shanghai, residence: Examples.shanghai)
            )
        }
        let references = members.map(\.reference.text)
        let items = ItemCategory.allCases
        return try Examples.household(
            members,
            items: items,
            everyRegion: true,
            authorisations: [Examples.authorisation(persons: references, items: items)]
        )
    }

    private struct Owners: TruthSink {
        var households: [Int: [Owner]] = [:]

        mutating func append(_ truth: KnownTruth) {
            let (household, owner) =
                switch truth {
                case .asset(let asset): (asset.household, Owner(number: asset.owner, name: asset.ownerName))
                case .income(let income): (income.household, Owner(number: income.earner, name: income.earnerName))
                }
            if households[household, default: []].contains(owner) { return }
            households[household, default: []].append(owner)
        }
    }

    private struct NoRows: RegisterSink {
        mutating func begin(_ table: RegisterTable) {}
        mutating func append(_ row: RegisterRow) {}
    }
}
