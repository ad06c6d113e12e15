import VerificationDomain

/// Step 5 for one field: which of several records says what the thing is worth.
struct ValueResolution: Sendable {
    /// `nil` when the records leave it open.
    private(set) var deciding: Evidence?
    /// `nil` when no record states an amount in yuan.
    private(set) var value: Interval?
    private(set) var roles: [(evidence: Evidence, role: RecordRole)] = []
    private(set) var candidates: [(value: Interval, evidence: Evidence)] = []
    private(set) var findings: [EntryDraft.Finding] = []

    /// `evidence` is in canonical order and not empty. `isResponsible` says whose source is in charge of the place.
    init(
        _ evidence: [Evidence],
        category: ItemCategory,
        rulePack: RulePack,
        isResponsible: (Evidence) -> Bool = { _ in false }
    ) {
        let doubtful = evidence.count == 1 && evidence[0].exactFen == nil ? [] : UnitDoubt.find(evidence, rulePack)
        let clear = doubtful.isEmpty ? evidence : evidence.filter { !doubtful.contains($0.index) }
        if !doubtful.isEmpty { findings.append(.init(rule: .unitDoubt, severity: .review)) }
        guard !clear.isEmpty else {
            value = .unknown
            roles = evidence.map { ($0, .disputed) }
            offer(evidence)
            return
        }
        let valued = clear.filter { $0.value != nil }
        let pool = valued.isEmpty ? clear : valued
        resolve(pool, by: rulePack.resolution(of: category), rulePack, isResponsible)
        let settled = Set(roles.map(\.evidence.index))
        for item in evidence where !settled.contains(item.index) {
            let reason: IgnoredReason = doubtful.contains(item.index) ? .unitDoubt : .noAmount
            roles.append((item, .ignored(reason)))
        }
    }

    private mutating func offer(_ evidence: [Evidence]) {
        var seen: Set<Interval> = []
        for item in evidence {
            if let value = item.value, seen.insert(value).inserted { candidates.append((value, item)) }
        }
    }

    private mutating func resolve(
        _ pool: [Evidence],
        by strategy: FieldResolution,
        _ rulePack: RulePack,
        _ isResponsible: (Evidence) -> Bool
    ) {
        guard pool.count > 1 else {
            keep(pool[0], among: pool)
            return
        }
        switch strategy {
        case .latest: choose(among: pool, top: Self.latest(Self.responsible(pool, isResponsible)), rulePack)
        case .authority:
            let methods = rulePack.precedence.methods
            let best = Self.best(pool) { methods.firstIndex(of: $0.record.source.method).map { -$0 } ?? -methods.count }
            choose(among: pool, top: Self.latest(best), rulePack)
        case .max: choose(among: pool, top: Self.best(pool) { Int($0.value?.high ?? .max) }, rulePack)
        case .min: choose(among: pool, top: Self.best(pool) { -Int($0.value?.low ?? 0) }, rulePack)
        case .agree: choose(among: pool, top: pool, rulePack, mustAgree: rulePack.tolerances.agreementPermille)
        case .manual: choose(among: pool, top: pool, rulePack, mustAgree: 0)
        case .sum: combine(pool) { $0.adding($1) }
        case .interval: combine(pool) { $0.hull($1) }
        }
    }

    private static func responsible(_ pool: [Evidence], _ isResponsible: (Evidence) -> Bool) -> [Evidence] {
        let found = pool.filter(isResponsible)
        return found.isEmpty ? pool : found
    }

    private static func latest(_ pool: [Evidence]) -> [Evidence] { best(pool, by: \.day) }

    /// Those with the highest rank.
    private static func best(_ pool: [Evidence], by rank: (Evidence) -> Int) -> [Evidence] {
        let ranks = pool.map(rank)
        let highest = ranks.max()
        return zip(pool, ranks).filter { $0.1 == highest }.map(\.0)
    }

    /// With `mustAgree` every record as exact as the most exact one has a say, however full it is.
    private mutating func choose(
        among pool: [Evidence],
        top: [Evidence],
        _ rulePack: RulePack,
        mustAgree: Int64? = nil
    ) {
        guard top.contains(where: { $0.value != top[0].value }) else {
            keep(top[0], among: pool)
            return
        }
        let fullest = Self.best(top, by: mustAgree == nil ? \.completeness : \.precision.rawValue)
        let tolerance = mustAgree ?? rulePack.tolerances.agreementPermille
        if Self.agree(fullest, tolerance), Self.overlap(fullest[0], top) {
            keep(fullest[0], among: pool)
        } else {
            dispute(top, among: pool)
        }
    }

    /// Whether all values lie within so many thousandths of the lowest.
    private static func agree(_ evidence: [Evidence], _ permille: Int64) -> Bool {
        let lows = evidence.map { $0.value?.low ?? 0 }
        let highs = evidence.map { $0.value?.high ?? Interval.limit }
        guard let low = lows.min(), let high = highs.max() else { return true }
        if evidence.allSatisfy({ $0.value == evidence[0].value }) { return true }
        return Int128(high - low) * 1000 <= Int128(abs(low)) * Int128(permille)
    }

    /// A band or a flag of the same date must leave room for the chosen amount.
    private static func overlap(_ chosen: Evidence, _ others: [Evidence]) -> Bool {
        guard let value = chosen.value else { return true }
        return others.allSatisfy { other in
            guard other.precision < chosen.precision, let range = other.value else { return true }
            return range.low <= value.high ?? .max && value.low <= range.high ?? .max
        }
    }

    private mutating func keep(_ chosen: Evidence, among pool: [Evidence]) {
        deciding = chosen
        value = chosen.value
        for item in pool {
            if item === chosen {
                roles.append((item, .kept))
            } else {
                roles.append((item, item.value == chosen.value ? .duplicate : .superseded))
            }
        }
    }

    private mutating func dispute(_ top: [Evidence], among pool: [Evidence]) {
        findings.append(.init(rule: .sourcesDisagree, severity: .review))
        let disputed = Set(top.map(\.index))
        value = top.dropFirst().reduce(top[0].value ?? .unknown) { $0.hull($1.value ?? .unknown) }
        for item in pool { roles.append((item, disputed.contains(item.index) ? .disputed : .superseded)) }
        offer(top)
    }

    private mutating func combine(_ pool: [Evidence], _ operation: (Interval, Interval) -> Interval) {
        // Nothing to add up or to span: the newest record stands for the thing itself.
        guard pool.contains(where: { $0.value != nil }) else { return keep(Self.latest(pool)[0], among: pool) }
        var seen: Set<Interval> = []
        for item in pool {
            guard let next = item.value, seen.insert(next).inserted else {
                roles.append((item, .duplicate))
                continue
            }
            value = value.map { operation($0, next) } ?? next
            roles.append((item, .kept))
        }
        deciding = Self.latest(pool).first
    }
}
