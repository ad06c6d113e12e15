/// Watches the counts of all lanes, and says which numbers are missing or came twice, and which lanes have no end.
struct LaneCounters: Sendable {
    private struct Lane: Hashable {
        let node: AuditIdentifier
        let lane: Int
    }

    /// The row in which a start of a node says that it stopped.
    private struct Stop {
        let entry: Int
        let number: Int
        let lastNumber: Int?
    }

    private struct Count {
        var next = 1
        /// The entry with the highest number.
        var lastEntry = 0
        var stop: Stop?
        /// Missing numbers, each with the entry at which the hole was seen.
        var missing: [Int: Int] = [:]
    }

    private var counts: [Lane: Count] = [:]
    /// Missing numbers that one lane keeps; a forged number must not make a list of a thousand million.
    private static let missingLimit = 1000

    /// Takes one more entry; a number that came twice is a finding.
    mutating func add(_ header: AuditEntryHeader, entry: Int) -> Finding? {
        let lane = Lane(node: header.position.node, lane: header.position.lane)
        let number = header.position.number
        var count = counts[lane, default: Count()]
        defer { counts[lane] = count }
        if header.kind == AuditKind.nodeStopped.rawValue {
            count.stop = Stop(entry: entry, number: number, lastNumber: header.lastNumber)
        }
        guard number >= count.next else {
            if count.missing.removeValue(forKey: number) != nil { return nil }
            let text = "entry \(entry): number \(number) of \(Self.name(lane)) came twice"
            return Finding(.counterRepeated, entry: entry, text)
        }
        let room = max(0, Self.missingLimit - count.missing.count)
        for missing in (count.next..<number).prefix(room) { count.missing[missing] = entry }
        count.next = number + 1
        count.lastEntry = entry
        return nil
    }

    /// One finding for each hole and each stop that does not agree with its lane, in the order of the entries.
    func findings() -> [Finding] {
        (gaps() + disagreements()).sorted(by: Self.isBefore)
    }

    private func gaps() -> [Finding] {
        counts.flatMap { lane, count in
            Dictionary(grouping: count.missing.keys) { count.missing[$0] ?? 0 }.map { entry, numbers in
                let first = numbers.min() ?? 0
                let last = numbers.max() ?? 0
                let text = "before entry \(entry): numbers \(first) to \(last) of \(Self.name(lane)) are missing"
                return Finding(.counterGap, entry: entry, text)
            }
        }
    }

    /// A stop is the last row of its lane and names the number before its own.
    private func disagreements() -> [Finding] {
        counts.compactMap { lane, count in
            guard let stop = count.stop else { return nil }
            if stop.lastNumber != stop.number - 1 {
                let said = stop.lastNumber.map(String.init) ?? "no number"
                let text =
                    "entry \(stop.entry): the stop of \(Self.name(lane)) names \(said) as the last, "
                    + "and is itself number \(stop.number)"
                return Finding(.laneDisagrees, entry: stop.entry, text)
            }
            guard stop.number != count.next - 1 else { return nil }
            let text =
                "entry \(stop.entry): \(Self.name(lane)) stopped with number \(stop.number), "
                + "and has number \(count.next - 1)"
            return Finding(.laneDisagrees, entry: stop.entry, text)
        }
    }

    /// One note for each lane without a stop: a running node has one, and so has a tail that was cut.
    func notes() -> [Finding] {
        counts.compactMap { lane, count in
            guard count.stop == nil else { return nil }
            let text =
                "\(Self.name(lane)) has no stop behind entry \(count.lastEntry), its number \(count.next - 1): "
                + "it runs, or ended without one, and rows behind it may be missing"
            return Finding(.laneOpen, entry: count.lastEntry, text)
        }.sorted(by: Self.isBefore)
    }

    private static func isBefore(_ left: Finding, _ right: Finding) -> Bool {
        (left.entry ?? 0, left.text) < (right.entry ?? 0, right.text)
    }

    private static func name(_ lane: Lane) -> String { "lane \(lane.lane) of node \(lane.node)" }
}
