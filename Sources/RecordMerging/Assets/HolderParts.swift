import VerificationDomain

/// How much of an amount is the household's, and how much of it each holder's (F-07).
enum HolderParts: Sendable {
    /// How holders divide an amount.
    enum Division: Sendable {
        /// It is wholly the household's; of several holders, each has an unknown part.
        case whole
        case byShares
        /// Somebody outside may have any part of it, or the shares contradict each other.
        case unknown
    }

    static func divide(_ amount: Interval, _ rows: [Evidence], _ entry: inout EntryDraft) {
        let statements = latestShares(rows)
        for index in entry.holders.indices {
            entry.holders[index].share = statements[entry.holders[index].member]?.share
        }
        // In the order of the holders: a sum that cannot be held must not depend on a dictionary's order.
        let shares = entry.holders.compactMap(\.share)
        let isUnreadable = entry.holders.contains { statements[$0.member]?.isUnreadable ?? false }
        let holders = rows.compactMap { $0.details.integer(.rightHolderCount) }.max() ?? Int64(entry.holders.count)
        if isUnreadable || Share.sum(shares)?.exceedsWhole ?? !shares.isEmpty {
            entry.find(.sharesContradict, .review)
            entry.division = .unknown
        } else if shares.count == entry.holders.count {
            if entry.holders.count > 1 || holders > 1 { entry.find(.jointAccount) }
            entry.division = .byShares
        } else if holders <= Int64(entry.holders.count) {
            if entry.holders.count > 1 { entry.find(.jointAccount) }
        } else {
            entry.find(.jointAccount, .review)
            entry.division = .unknown
        }
        apply(amount, &entry)
    }

    /// Gives the entry an amount, divided as its holders divide it.
    static func apply(_ amount: Interval, _ entry: inout EntryDraft) {
        switch entry.division {
        case .whole: whole(amount.floored, &entry)
        case .byShares: byShares(amount.floored, &entry)
        case .unknown: entry.contribute(amount.floored.doubtful)
        }
    }

    private struct Statement {
        let share: Share?
        let isUnreadable: Bool
        let day: Int
    }

    /// The newest statement of each holder; two different ones of one day cannot be read.
    private static func latestShares(_ rows: [Evidence]) -> [Int: Statement] {
        var found: [Int: Statement] = [:]
        for row in rows {
            let share: Share?
            switch row.record.owner.share {
            case .rational(let rational): share = rational
            case .unparseable: share = nil
            case nil: continue
            }
            let known = found[row.member]
            guard row.day >= known?.day ?? .min else { continue }
            let isOther = known?.day == row.day && known?.share != share
            found[row.member] = Statement(
                share: isOther ? nil : share,
                isUnreadable: isOther || share == nil,
                day: row.day
            )
        }
        return found
    }

    private static func byShares(_ amount: Interval, _ entry: inout EntryDraft) {
        entry.contribution = part(Share.sum(entry.holders.compactMap(\.share)) ?? .whole, of: amount)
        for index in entry.holders.indices {
            entry.holders[index].part = part(entry.holders[index].share ?? .whole, of: amount)
        }
    }

    /// Everything belongs to members: the household has all of it, each of several holders an unknown part.
    private static func whole(_ amount: Interval, _ entry: inout EntryDraft) {
        guard entry.holders.count > 1 else {
            entry.contribute(amount)
            return
        }
        entry.contribution = amount
        for index in entry.holders.indices { entry.holders[index].part = amount.doubtful }
    }

    /// Rounded outwards, so that the interval surely holds the part.
    private static func part(_ share: Share, of amount: Interval) -> Interval {
        let (numerator, denominator) = (Int128(share.numerator), Int128(share.denominator))
        let low = Int128(amount.low) * numerator / denominator
        let high = amount.high.map { (Int128($0) * numerator + denominator - 1) / denominator }
        return Interval(
            low: Int64(clamping: low),
            high: high.flatMap { Int64(exactly: $0) }
        )
    }
}
