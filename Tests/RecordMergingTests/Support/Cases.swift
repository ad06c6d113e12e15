import OpenSSLCrypto
import RecordMerging
import VerificationDomain

/// Households, rule packs and legs for tests.
enum Cases {
    static let window = MonthWindow(from: YearMonth("2025-07")!, to: YearMonth("2026-06")!)!
    static let assetsAsOf = CalendarDate("2026-06-30")!

    static func household(
        _ members: [Member] = People.family,
        items: [ItemCategory] = [],
        programme: AssistanceProgramme = .dibao,
        declaration: Declaration = Declaration()
    ) -> Household {
        known(
            try Household.checked(
                programme: programme,
                decidingRegion: RegionCode("310101")!,
                applicationDate: CalendarDate("2026-07-06")!,
                incomeWindow: window,
                assetsAsOf: assetsAsOf,
                applicant: members[0].reference,
                members: members,
                items: items,
                authorisations: [],
                declaration: declaration
            )
        )
    }

    /// A pack whose figures are those of the golden scenarios (domain.md section 6.3), not of any law.
    static func document(_ changes: JSONValue = .object([])) -> RulePackDocument {
        let excluded: [JSONValue] = ["meritAllowance", "scholarship", "socialAssistance"].map { .object(["kind": $0]) }
        let cited = [
            "standardMonthlyFen", "edgeMultiplier", "incomeWindowMonths", "moneyAssetCap", "homes", "vehicles",
            "companies", "excludedIncomeKinds",
        ]
        let base: JSONValue = .object([
            "id": "test-dibao", "version": 1, "region": "310000", "programmes": ["dibao", "dibaoMargin"],
            "effectiveFrom": "2025-07-01", "verified": false,
            "citations": .object(cited.map { JSONValue.Member($0, "test figures") }),
            "standardMonthlyFen": 151_000, "edgeMultiplier": "3/2", "incomeWindowMonths": 12,
            "moneyAssetCap": .object([
                "basis": "household", "amountFen": 10_000_000, "smallHouseholdFactor": "1", "smallHouseholdMax": 0,
            ]),
            "homes": .object(["maxCount": 1, "nonResidentialAllowed": false]),
            "vehicles": .object(["allowed": false]), "companies": "review",
            "excludedIncomeKinds": .array(
                excluded + [.object(["kind": "basicPension", "until": "2025-12-31"])]
            ),
            "precedence": .object([
                "wage": ["incomeTax", "publicPayroll", "socialInsurance", "housingFund"],
                "methods": ["automatic", "manual", "paper"], "assetValue": .object([]),
            ]),
            "tolerances": .object(["wagePermille": 200, "declarationPermille": 50, "agreementPermille": 0]),
            "plausibleFen": .object([
                "vehicle": .object(["min": 10_000, "max": 1_000_000_000]),
                "incomeTax": .object(["min": 1_000, "max": 20_000_000]),
            ]),
            "itemMaxAgeDays": .object(["default": 180]), "reportValidDays": 180,
        ])
        return RulePackDocument(changes).filled(from: RulePackDocument(base))
    }

    /// Asks about everything that the pack has a limit for.
    static let everyLimit: [(String, ItemCategory)] = [
        ("m1", .incomeTax), ("m1", .deposit), ("m1", .realEstate), ("m1", .vehicle), ("m1", .company),
    ]

    static let pack = known(try RulePack(document()))

    static func pack(_ changes: JSONValue) -> RulePack { known(try RulePack(document(changes))) }

    /// A leg whose outcomes follow from its records; pairs without records answered `none`.
    static func leg(
        _ region: ProvinceCode,
        _ records: [VerificationRecord] = [],
        none pairs: [(String, ItemCategory)] = []
    ) -> LegFinding {
        var counts: [SubjectItem: Int] = [:]
        var stated: Set<SubjectItem> = []
        for record in records {
            let pair = SubjectItem(record.subject, record.category)
            counts[pair, default: 0] += 1
            if case .flag? = record.value { stated.insert(pair) }
        }
        for (subject, item) in pairs { counts[SubjectItem(People.reference(subject), item), default: 0] += 0 }
        let outcomes = counts.keys.sorted().map { pair in
            let count = counts[pair] ?? 0
            return ItemOutcome(
                subject: pair.subject,
                item: pair.item,
                status: count == 0 ? .none : stated.contains(pair) ? .thresholdOnly : .found,
                recordCount: count
            )
        }
        return LegFinding(region: region, outcomes: outcomes, records: records)
    }

    static func leg(_ region: ProvinceCode, _ status: OutcomeStatus, _ pairs: [(String, ItemCategory)]) -> LegFinding {
        LegFinding(region: region, asked: pairs.map { SubjectItem(People.reference($0.0), $0.1) }, status: status)
    }

    static func merge(
        _ legs: [LegFinding],
        household: Household? = nil,
        pack: RulePack = pack,
        decisions: [ReviewDecision] = []
    ) -> Picture {
        RecordMerger.merge(
            MergeInput(
                household: household ?? self.household(),
                legs: legs,
                rulePack: pack,
                decisions: decisions,
                digesting: OpenSSLDigests()
            )
        )
    }

    /// What a reviewer who sees these legs decides about an entry.
    static func decision(
        _ entry: EntryIdentifier,
        _ choice: ReviewDecision.Choice,
        seeing legs: [LegFinding],
        household: Household? = nil,
        pack: RulePack = pack,
        at seconds: Int64 = 1_783_400_000
    ) -> ReviewDecision {
        let input = MergeInput(household: household ?? self.household(), legs: legs, rulePack: pack)
        return ReviewDecision(
            entry: entry,
            basis: RecordMerger.basis(of: entry, in: input, digesting: OpenSSLDigests()) ?? noBasis,
            choice: choice,
            reason: "statement of the bank seen",
            reviewer: "reviewer1",
            decidedAt: Timestamp(seconds: seconds)
        )
    }

    static let noBasis = Digest(algorithm: .sha256, bytes: Array(repeating: 0, count: 32))!

    /// A merge of one leg for each region.
    static func picture(_ legs: LegFinding..., pack: RulePack = pack, household: Household? = nil) -> Picture {
        merge(legs, household: household, pack: pack)
    }
}

extension Picture {
    func entries(_ category: ItemCategory) -> [PictureEntry] { entries.filter { $0.category == category } }

    /// The roles of all records of an entry's sources by region.
    func hasConflict(_ rule: RuleIdentifier, _ severity: Severity) -> Bool {
        conflicts.contains { $0.rule == rule && $0.severity == severity }
    }
}

extension PictureEntry {
    func role(_ region: ProvinceCode) -> RecordRole? { sources.first { $0.reference.region == region }?.role }
    var roles: [RecordRole] { sources.map(\.role) }
    var income: IncomeFacts? { if case .income(let facts) = facts { facts } else { nil } }
    var asset: AssetFacts? { if case .asset(let facts) = facts { facts } else { nil } }
    var status: StatusFacts? { if case .status(let facts) = facts { facts } else { nil } }
}
