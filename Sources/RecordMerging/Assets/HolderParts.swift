import VerificationDomain

/// How much of an amount is the household's, and how much of it each holder's (F-07).
enum HolderParts: Sendable {
    static func divide(_ amount: Interval, _ rows: [Evidence], _ entry: inout EntryDraft) {
        let statements = latestShares(rows)
        let shares = statements.compactMap { $0.value.share }
        let isUnreadable = statements.contains { $0.value.isUnreadable }
        let holders = rows.compactMap { $0.details.integer(.rightHolderCount) }.max() ?? Int64(entry.holders.count)
        for index in entry.holders.indices {
            entry.holders[index].share = statements[entry.holders[index].member]?.share
        }
        guard !isUnreadable, !(Share.sum(shares)?.exceedsWhole ?? !shares.isEmpty) else {
            entry.find(.sharesContradict, .review)
            entry.contribute(amount.floored.doubtful)
            return
        }
        if shares.count == entry.holders.count {
            byShares(amount.floored, shares, holders, &entry)
        } else if holders <= Int64(entry.holders.count) {
            whole(amount.floored, &entry)
        } else {
            entry.find(.jointAccount, .review)
            entry.contribute(amount.floored.doubtful)
        }
    }

    private struct Statement {
        let share: Share?
        let isUnreadable: Bool
        let day: Int
    }

    /// The newest statement of each holder.
    private static func latestShares(_ rows: [Evidence]) -> [Int: Statement] {
        var found: [Int: Statement] = [:]
        for row in rows where row.day >= found[row.member]?.day ?? .min {
            switch row.record.owner.share {
            case .rational(let share): found[row.member] = Statement(share: share, isUnreadable: false, day: row.day)
            case .unparseable: found[row.member] = Statement(share: nil, isUnreadable: true, day: row.day)
            case nil:
                if found[row.member] == nil {
                    found[row.member] = Statement(share: nil, isUnreadable: false, day: row.day)
                }
            }
        }
        return found
    }

    private static func byShares(_ amount: Interval, _ shares: [Share], _ holders: Int64, _ entry: inout EntryDraft) {
        if entry.holders.count > 1 || holders > 1 { entry.find(.jointAccount) }
        entry.contribution = part(Share.sum(shares) ?? .whole, of: amount)
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
        entry.find(.jointAccount)
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
