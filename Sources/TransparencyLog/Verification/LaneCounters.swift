/// Watches the counts of all lanes, and says which numbers are missing or came twice.
struct LaneCounters: Sendable {
    private struct Lane: Hashable {
        let node: AuditIdentifier
        let lane: Int
    }

    private struct Count {
        var next = 1
        /// Missing numbers, each with the entry at which the hole was seen.
        var missing: [Int: Int] = [:]
    }

    private var counts: [Lane: Count] = [:]
    /// Missing numbers that one lane keeps; a forged number must not make a list of a thousand million.
    private static let missingLimit = 1000

    /// Takes one more entry; a number that came twice is a finding.
    mutating func add(_ position: LanePosition, entry: Int) -> Finding? {
        let lane = Lane(node: position.node, lane: position.lane)
        let number = position.number
        var count = counts[lane, default: Count()]
        defer { counts[lane] = count }
        guard number >= count.next else {
            if count.missing.removeValue(forKey: number) != nil { return nil }
            let text = "entry \(entry): number \(number) of \(Self.name(lane)) came twice"
            return Finding(.counterRepeated, entry: entry, text)
        }
        let room = max(0, Self.missingLimit - count.missing.count)
        for missing in (count.next..<number).prefix(room) { count.missing[missing] = entry }
        count.next = number + 1
        return nil
    }

    /// One finding for each hole, in the order of the entries behind them.
    func gaps() -> [Finding] {
        counts.flatMap { lane, count in
            Dictionary(grouping: count.missing.keys) { count.missing[$0] ?? 0 }.map { entry, numbers in
                let first = numbers.min() ?? 0
                let last = numbers.max() ?? 0
                let text = "before entry \(entry): numbers \(first) to \(last) of \(Self.name(lane)) are missing"
                return Finding(.counterGap, entry: entry, text)
            }
        }.sorted { ($0.entry ?? 0, $0.text) < ($1.entry ?? 0, $1.text) }
    }

    private static func name(_ lane: Lane) -> String { "lane \(lane.lane) of node \(lane.node)" }
}
