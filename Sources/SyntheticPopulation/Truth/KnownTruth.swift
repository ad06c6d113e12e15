public import VerificationDomain

/// What is really so: who owns what and who earns what, whatever the registers say.
public enum KnownTruth: Sendable, Hashable {
    case asset(TrueAsset)
    case income(TrueIncome)
}

/// One person's part of one asset. A home of two spouses is two of these with the same key.
public struct TrueAsset: Sendable, Hashable {
    public let household: Int
    public let owner: IdentityNumber
    public let ownerName: String
    public let category: ItemCategory
    /// The key under which the asset stands in the registers that show it.
    public let key: RecordKey
    public let share: Share
    /// Worth of the whole asset.
    public let value: Money
    /// Regions whose registers hold this asset, in whatever form.
    public let regions: [ProvinceCode]
}

/// One stream of income.
public struct TrueIncome: Sendable, Hashable {
    public let household: Int
    public let earner: IdentityNumber
    public let earnerName: String
    public let kind: IncomeKind
    public let monthly: Money
    public let months: MonthWindow
    /// Registers that show it; a wage stands in two of different kinds.
    public let evidence: [Evidence]

    public struct Evidence: Sendable, Hashable {
        public let item: ItemCategory
        public let region: ProvinceCode
    }
}

extension KnownTruth {
    /// This truth as far as registers of these regions hold it; `nil` when none of them does, so that whoever has a
    /// population's registers can find every truth that came with them.
    func held(by regions: [ProvinceCode]) -> KnownTruth? {
        switch self {
        case .asset(let asset):
            let held = asset.regions.filter { regions.contains($0) }
            if held.count == asset.regions.count { return self }
            return held.isEmpty ? nil : .asset(asset.held(by: held))
        case .income(let income):
            let held = income.evidence.filter { regions.contains($0.region) }
            if held.count == income.evidence.count { return self }
            return held.isEmpty ? nil : .income(income.shown(by: held))
        }
    }
}

extension TrueAsset {
    fileprivate func held(by regions: [ProvinceCode]) -> TrueAsset {
        TrueAsset(
            household: household,
            owner: owner,
            ownerName: ownerName,
            category: category,
            key: key,
            share: share,
            value: value,
            regions: regions
        )
    }
}

extension TrueIncome {
    fileprivate func shown(by evidence: [Evidence]) -> TrueIncome {
        TrueIncome(
            household: household,
            earner: earner,
            earnerName: earnerName,
            kind: kind,
            monthly: monthly,
            months: months,
            evidence: evidence
        )
    }
}

/// Where the truth goes, beside the registers.
public protocol TruthSink {
    mutating func append(_ truth: KnownTruth) throws
}
