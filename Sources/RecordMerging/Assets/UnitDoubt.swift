import VerificationDomain

/// Amounts that may be yuan where ten thousand yuan were meant, or the other way round (V-10). Nothing is scaled.
enum UnitDoubt: Sendable {
    /// Two amounts whose ratio lies here are perhaps one amount in two units.
    static let suspiciousRatio: ClosedRange<Int128> = 9_900...10_100

    private typealias Amount = (fen: Int64, index: Int)

    /// Positions of the doubtful ones. An amount outside the plausible range is doubtful by itself; of a suspicious
    /// pair
    /// inside it, both are.
    static func find(_ evidence: [Evidence], _ rulePack: RulePack) -> Set<Int> {
        var doubtful: Set<Int> = []
        var plausible: [Amount] = []
        for item in evidence {
            guard let fen = item.exactFen, fen != 0 else { continue }
            if isPlausible(fen, item, rulePack) {
                plausible.append((fen, item.index))
            } else {
                doubtful.insert(item.index)
            }
        }
        if plausible.count > 1 { doubtful.formUnion(pairs(plausible.sorted { $0.fen < $1.fen })) }
        return doubtful
    }

    private static func isPlausible(_ fen: Int64, _ evidence: Evidence, _ rulePack: RulePack) -> Bool {
        if let range = rulePack.plausibleFen[evidence.category], !range.contains(fen) { return false }
        guard let original = evidence.details.money(.originalValue), original.currency == .cny else { return true }
        let (low, high) = (Int128(min(fen, original.fen)), Int128(max(fen, original.fen)))
        return low <= 0 || high < low * suspiciousRatio.lowerBound || high > low * suspiciousRatio.upperBound
    }

    /// Both sides of every suspicious pair, by binary search and a running count: a hostile answer with many amounts
    /// must
    /// not cost their square.
    private static func pairs(_ sorted: [Amount]) -> [Int] {
        guard let lowest = sorted.first(where: { $0.fen > 0 }), let highest = sorted.last,
            Int128(highest.fen) >= Int128(lowest.fen) * suspiciousRatio.lowerBound
        else { return [] }
        var doubtful: [Int] = []
        var steps = Array(repeating: 0, count: sorted.count + 1)
        for amount in sorted where amount.fen > 0 {
            let from = firstPosition(sorted) { $0 >= Int128(amount.fen) * suspiciousRatio.lowerBound }
            let to = firstPosition(sorted) { $0 > Int128(amount.fen) * suspiciousRatio.upperBound }
            guard from < to else { continue }
            doubtful.append(amount.index)
            steps[from] += 1
            steps[to] -= 1
        }
        var open = 0
        for (position, amount) in sorted.enumerated() {
            open += steps[position]
            if open > 0 { doubtful.append(amount.index) }
        }
        return doubtful
    }

    private static func firstPosition(_ sorted: [Amount], where holds: (Int128) -> Bool) -> Int {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if holds(Int128(sorted[middle].fen)) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
