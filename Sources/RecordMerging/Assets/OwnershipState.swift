import VerificationDomain

/// Who of the household owns one unit, and with which share: RE-01 to RE-07.
struct OwnershipState: Sendable {
    struct Owner: Sendable {
        let member: Int
        let share: Share?
    }

    private struct Row: Sendable {
        let evidence: Evidence
        let isContradictory: Bool
    }

    private(set) var owners: [Owner] = []
    private(set) var pool: [Evidence]
    private(set) var superseded: [Evidence] = []
    private(set) var findings: [EntryDraft.Finding] = []
    private(set) var count = Interval(1)
    /// What the household has of it; `nil` where that is not known.
    private(set) var householdShare: Share?
    let isContractOnly: Bool

    init(_ evidence: [Evidence]) {
        let registered = evidence.filter { $0.category == .realEstate }
        isContractOnly = registered.isEmpty
        pool = registered
        if registered.isEmpty {
            pool = evidence
            find(.contractOnly, .review)
            count = Interval(low: 0, high: 1)
        } else if registered.count < evidence.count {
            superseded = evidence.filter { $0.category != .realEstate }
            find(.contractOnly)
        }
        dropEndedRights()
        var rows = latestRows()
        dropFormerOwners(&rows)
        settleShares(rows)
    }

    private mutating func find(_ rule: RuleIdentifier, _ severity: Severity = .info) {
        findings.append(.init(rule: rule, severity: severity))
    }

    /// A cancelled right is over, whatever an older snapshot says; a later one that denies it is for a reviewer.
    private mutating func dropEndedRights() {
        var ended: [Int: CalendarDate] = [:]
        var registered: [Int: CalendarDate] = [:]
        for item in pool {
            if let date = item.details.date(.cancelledOn) { ended[item.member] = max(ended[item.member] ?? date, date) }
            if let date = item.details.date(.registeredOn) {
                registered[item.member] = max(registered[item.member] ?? date, date)
            }
        }
        var gone = Set(ended.filter { date in registered[date.key].map { $0 <= date.value } ?? true }.keys)
        guard !gone.isEmpty else { return }
        let denied = Set(
            pool.lazy.filter { item in
                item.details.date(.cancelledOn) == nil && ended[item.member].map { item.day > $0.dayNumber } ?? false
            }.map(\.member)
        ).intersection(gone)
        gone.subtract(denied)
        find(.transferredProperty, denied.isEmpty ? .info : .review)
        if pool.allSatisfy({ gone.contains($0.member) || denied.contains($0.member) }), !denied.isEmpty {
            count = count.doubtful
        }
        let left = pool.filter { !gone.contains($0.member) }
        guard !gone.isEmpty else { return }
        if left.isEmpty {
            count = .zero
        } else {
            superseded += pool.filter { gone.contains($0.member) }
            pool = left
        }
    }

    /// The newest record of each owner; records of one day that state different shares contradict each other.
    private func latestRows() -> [Row] {
        var rows: [Int: Row] = [:]
        for item in pool {
            guard let row = rows[item.member] else {
                rows[item.member] = Row(evidence: item, isContradictory: false)
                continue
            }
            if item.day > row.evidence.day {
                rows[item.member] = Row(evidence: item, isContradictory: false)
            } else if item.day == row.evidence.day, item.record.owner.share != row.evidence.record.owner.share {
                rows[item.member] = Row(evidence: row.evidence, isContradictory: true)
            }
        }
        return rows.keys.sorted().compactMap { rows[$0] }
    }

    static func coOwnership(_ evidence: Evidence) -> CoOwnership? {
        guard let text = evidence.details.text(.coOwnership) else { return nil }
        return CoOwnership(rawValue: text) ?? CoOwnership.allCases.first { $0.name == text }
    }

    /// RE-07: two who each own it alone are a seller and a buyer; the later registration stands.
    private mutating func dropFormerOwners(_ rows: inout [Row]) {
        if rows.count == 1, let row = rows.first, let transfer = row.evidence.details.date(.transferredOn),
            let registration = row.evidence.details.date(.registeredOn), registration < transfer, count != .zero
        {
            // Transferred after it was registered to this person: perhaps to somebody else.
            find(.transferredProperty, .review)
            count = Interval(low: 0, high: 1)
        }
        guard rows.count > 1, rows.contains(where: { Self.coOwnership($0.evidence) == .sole }) else { return }
        let dates = rows.map { $0.evidence.details.date(.registeredOn) }
        guard let last = dates.compactMap({ $0 }).max(), !dates.contains(nil), dates.contains(where: { $0 != last })
        else {
            find(.sharesContradict, .review)
            return
        }
        find(.transferredProperty)
        let kept = Set(zip(rows, dates).filter { $0.1 == last }.map(\.0.evidence.member))
        superseded += pool.filter { !kept.contains($0.member) }
        pool = pool.filter { kept.contains($0.member) }
        rows = rows.filter { kept.contains($0.evidence.member) }
    }

    private mutating func settleShares(_ rows: [Row]) {
        var shares: [Share] = []
        var isUnreadable = rows.contains(where: \.isContradictory)
        for row in rows {
            switch row.evidence.record.owner.share {
            case .rational(let share):
                shares.append(share)
                owners.append(Owner(member: row.evidence.member, share: share))
            case .unparseable:
                isUnreadable = true
                owners.append(Owner(member: row.evidence.member, share: nil))
            case nil: owners.append(Owner(member: row.evidence.member, share: nil))
            }
        }
        let total = Share.sum(shares)
        if isUnreadable || total?.exceedsWhole ?? !shares.isEmpty {
            find(.sharesContradict, .review)
        } else if shares.count == rows.count {
            find(.sharesAdded)
            householdShare = total
        } else if shares.isEmpty {
            settleWithoutShares(rows)
        } else {
            find(.sharesContradict, .review)
        }
    }

    /// RE-04 and RE-05: no share is registered.
    private mutating func settleWithoutShares(_ rows: [Row]) {
        let kinds = rows.compactMap { Self.coOwnership($0.evidence) }
        let isShared = rows.count > 1 || kinds.contains { $0 != .sole }
        let holders = rows.compactMap { $0.evidence.details.integer(.rightHolderCount) }.max()
        guard isShared || holders ?? 1 > 1 else {
            if kinds.first == .sole { find(.soleOfSpouse) }
            owners = owners.map { Owner(member: $0.member, share: .whole) }
            householdShare = .whole
            return
        }
        let isWhollyTheirs = holders.map { $0 <= Int64(rows.count) } ?? (rows.count > 1)
        if isWhollyTheirs { householdShare = .whole }
        find(.jointWithoutShare, isWhollyTheirs ? .info : .review)
    }
}
