import RecordMerging
import VerificationDomain

/// A small household with answers made to collide: few keys, few values, few dates, and every kind of flaw.
struct GeneratedCase {
    let household: Household
    /// A region may have answered twice, and differently.
    let legs: [LegFinding]
    let pack: RulePack
    let decisions: [ReviewDecision]

    /// The picture of these legs or others, with the decisions about the case's own.
    func picture(_ legs: [LegFinding]? = nil, pack: RulePack? = nil) -> Picture {
        Cases.merge(legs ?? self.legs, household: household, pack: pack ?? self.pack, decisions: decisions)
    }

    private static let packs = [
        Cases.pack,
        Cases.pack(
            .object([
                "companies": "forbidden",
                "vehicles": .object([
                    "allowed": true, "maxCount": 1, "maxValueFen": 5_000_000, "exceptions": ["disabilityAid"],
                ]),
                "homes": .object(["exceptionMaxCount": 2]),
                "precedence": .object([
                    "assetValue": .object(["deposit": "agree", "vehicle": "interval", "securities": "manual"])
                ]),
            ])
        ),
        Cases.pack(
            .object([
                "companies": "ignored",
                "moneyAssetCap": .object([
                    "basis": "perCapita", "smallHouseholdFactor": "11/10", "smallHouseholdMax": 2,
                ]),
                "precedence": .object([
                    "assetValue": .object(["deposit": "max", "securities": "sum", "vehicle": "authority"])
                ]),
            ])
        ),
    ]

    init(seed: Int) {
        var random = SeededRandom(seed)
        let members = Array(People.family.prefix(1 + random.below(3)))
        let items = ItemCategory.allCases.filter { _ in random.chance(25) }
        let asked = items.isEmpty ? [ItemCategory.deposit] : items
        let regions = ProvinceCode.yangtzeDelta.filter { _ in random.chance(60) }
        var legs: [LegFinding] = []
        for region in regions.isEmpty ? [.shanghai] : regions {
            for _ in 0..<(random.chance(20) ? 2 : 1) { legs.append(Self.leg(region, members, asked, &random)) }
        }
        var declaration = Declaration()
        if random.chance(50) {
            let income = DeclaredIncome(member: members[0].reference, kind: .wage, monthly: Money(fen: 300_000))
            let asset = DeclaredAsset(
                member: members[0].reference,
                category: .deposit,
                key: RecordKey(.bankAccount, "102:1"),
                value: Money(fen: 3_800_000)
            )
            declaration = Declaration(income: [income], assets: [asset])
        }
        household = Cases.household(
            members,
            items: asked,
            programme: random.chance(50) ? .dibao : .dibaoMargin,
            declaration: declaration
        )
        self.legs = legs
        pack = random.pick(Self.packs)
        decisions = random.chance(50) ? Self.decisions(legs, household, pack, &random) : []
    }

    /// What a reviewer who sees the picture decides about some of its entries.
    private static func decisions(
        _ legs: [LegFinding],
        _ household: Household,
        _ pack: RulePack,
        _ random: inout SeededRandom
    ) -> [ReviewDecision] {
        let open = Cases.merge(legs, household: household, pack: pack).entries.filter(\.needsReview).prefix(3)
        return open.map { entry in
            var choice = random.pick([ReviewDecision.Choice.confirm, .exclude])
            if let candidate = entry.candidates.last { choice = .adopt(label: candidate.label, value: candidate.value) }
            return Cases.decision(entry.id, choice, seeing: legs, household: household, pack: pack)
        }
    }

    private static func leg(
        _ region: ProvinceCode,
        _ members: [Member],
        _ items: [ItemCategory],
        _ random: inout SeededRandom
    ) -> LegFinding {
        var outcomes: [ItemOutcome] = []
        var records: [VerificationRecord] = []
        for member in members {
            for item in items where random.chance(85) {
                var status = random.pick([OutcomeStatus.none, .found, .found, .found, .found, .found])
                if random.chance(4) {
                    status = random.pick([
                        .unavailable(.timedOut), .identityMismatch, .restricted, .notQueried(.noConsent),
                    ])
                }
                if status == .found {
                    let made = (0...random.below(2)).map { _ in
                        GeneratedRecord.make(item, member.reference.text, members, &random)
                    }
                    records += made
                    if made.contains(where: { if case .flag? = $0.value { true } else { false } }) {
                        status = .thresholdOnly
                    }
                }
                outcomes.append(ItemOutcome(subject: member.reference, item: item, status: status))
            }
        }
        return LegFinding(region: region, outcomes: outcomes, records: records)
    }

    /// The legs in another order, with their outcomes and records in another order.
    func shuffled(_ random: inout SeededRandom) -> [LegFinding] {
        legs.shuffled(using: &random).map { leg in
            LegFinding(
                region: leg.region,
                outcomes: leg.outcomes.shuffled(using: &random),
                records: leg.records.shuffled(using: &random)
            )
        }
    }
}
