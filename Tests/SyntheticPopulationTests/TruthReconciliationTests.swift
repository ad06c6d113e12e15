import LocalSources
import SyntheticPopulation
import Testing
import VerificationDomain

@Suite("Whatever is true can be found in the registers that hold it")
struct TruthReconciliationTests {
    private let regions: PopulatedRegions
    private let databases: [ProvinceCode: RegisterDatabase]
    private let truths: [KnownTruth]
    private let window: MonthWindow

    init() throws {
        var sink = KeepingSink()
        var truth = KeepingTruth()
        let plan = try PopulationPlan(seed: 5, people: 2000)
        try PopulationGenerator(plan).generate(into: &sink, truth: &truth)
        let populated = try PopulatedRegions(sink.rows)
        regions = populated
        databases = try Dictionary(
            uniqueKeysWithValues: ProvinceCode.yangtzeDelta.map { ($0, try populated.database($0)) }
        )
        truths = truth.truths
        window = plan.incomeWindow
    }

    private func lookUp(
        _ number: IdentityNumber,
        _ name: String,
        _ item: ItemCategory,
        in region: ProvinceCode
    ) async throws -> RegisterFinding {
        let subject = QuerySubject(
            reference: try #require(SubjectReference("p")),
            authorisation: try #require(SubjectReference("a")),
            identity: number,
            name: try #require(PersonName(name)),
            signedBy: .own
        )
        let request = RegisterRequest(
            subject: subject,
            item: item,
            incomeWindow: window,
            assetsAsOf: try #require(CalendarDate("2026-11-20")),
            disclosure: .full,
            threshold: nil
        )
        return await (try #require(databases[region])).lookUp(request, at: Timestamp(seconds: 1_795_000_000))
    }

    @Test("the mapping files fit every row that the population makes")
    func mappingsFit() async throws {
        for region in ProvinceCode.yangtzeDelta {
            for check in try await #require(databases[region]).check() {
                #expect(check.isClean, "\(check.table): \(check.faults)")
            }
        }
    }

    @Test("each asset is found in each region that holds it, with its worth or a true statement about it")
    func assets() async throws {
        var checked = 0
        for case .asset(let asset) in truths {
            for region in asset.regions {
                let finding = try await lookUp(asset.owner, asset.ownerName, asset.category, in: region)
                if region == .jiangsu, asset.category == .deposit {
                    #expect(finding.outcome.status == .thresholdOnly)
                } else {
                    let record = try #require(
                        finding.records.first { $0.keys.contains(asset.key) },
                        "\(asset.category)"
                    )
                    #expect(Self.agrees(record, asset))
                }
                checked += 1
            }
        }
        #expect(checked > 2000)
    }

    /// What the register says of worth and share is true, however little it says.
    private static func agrees(_ record: VerificationRecord, _ asset: TrueAsset) -> Bool {
        let isWorth =
            switch record.value {
            case .exact(let money): money == asset.value
            case .band(let low, let high):
                (low?.fen ?? .min) <= asset.value.fen && asset.value.fen <= (high?.fen ?? .max)
            case .flag(let threshold, let exceeds): (asset.value.fen > threshold.fen) == exceeds
            case nil:
                (record.details.money(.purchasePrice) ?? record.details.money(.registeredCapital)) == asset.value
            }
        guard case .rational(let share) = record.owner.share else { return isWorth && record.owner.share == nil }
        return isWorth && share == asset.share
    }

    @Test("each income adds up to its months in each register that shows it")
    func incomes() async throws {
        var checked = 0
        for case .income(let income) in truths {
            for evidence in income.evidence where evidence.item != .socialInsurance {
                let finding = try await lookUp(income.earner, income.earnerName, evidence.item, in: evidence.region)
                let total = finding.records.reduce(Int64(0)) { sum, record in
                    if case .exact(let money) = record.value { sum + money.fen } else { sum }
                }
                #expect(total == income.monthly.fen * Int64(income.months.count))
                checked += 1
            }
        }
        #expect(checked > 1000)
    }

    @Test("a wage stands in the insurance register too, month by month")
    func contributions() async throws {
        var checked = 0
        for case .income(let income) in truths {
            for evidence in income.evidence where evidence.item == .socialInsurance {
                let finding = try await lookUp(income.earner, income.earnerName, .socialInsurance, in: evidence.region)
                #expect(finding.outcome.status == .found)
                #expect(
                    finding.records.allSatisfy { $0.details.money(.contributionBase)?.fen ?? 0 >= income.monthly.fen }
                )
                checked += 1
            }
        }
        #expect(checked > 300)
    }
}
