import VerificationDomain

/// What streams of one member mean for each other: second wages, pensions beside wages, pensions paid twice.
enum StreamRelations: Sendable {
    private struct PensionKind: Hashable, Sendable {
        let member: Int
        let kind: IncomeKind
        let insurance: String
    }

    static func note(_ results: inout [StreamResult]) {
        UnlinkedWages.settle(&results)
        noteSecondWages(&results)
        notePensionsTwice(&results)
        notePensionAndWage(&results)
    }

    /// IN-02: wages of different employers in the same months add up.
    private static func noteSecondWages(_ results: inout [StreamResult]) {
        var wages: [Int: [Int]] = [:]
        for (position, result) in results.enumerated()
        where result.stream.key.kind == .wage && !result.stream.key.isBonus && !result.isDoubted {
            wages[result.stream.key.member, default: []].append(position)
        }
        for positions in wages.values where positions.count > 1 {
            for position in overlapping(positions, results, distinctRegions: false) {
                results[position].find(.twoWages, .info)
            }
        }
    }

    /// IN-05: one kind of pension paid in two provinces in the same months.
    private static func notePensionsTwice(_ results: inout [StreamResult]) {
        var pensions: [PensionKind: [Int]] = [:]
        for (position, result) in results.enumerated() where isPension(result.stream.key.kind) {
            let key = result.stream.key
            pensions[PensionKind(member: key.member, kind: key.kind, insurance: key.insurance), default: []]
                .append(position)
        }
        for positions in pensions.values where positions.count > 1 {
            for position in overlapping(positions, results, distinctRegions: true) {
                results[position].find(.pensionTwice, .review)
            }
        }
    }

    /// IN-04: both count, which is worth saying.
    private static func notePensionAndWage(_ results: inout [StreamResult]) {
        var kinds: [Int: (pension: Bool, wage: Bool)] = [:]
        for result in results where result.total != .zero {
            let key = result.stream.key
            kinds[key.member, default: (false, false)].pension =
                kinds[key.member]?.pension ?? false || isPension(key.kind)
            kinds[key.member, default: (false, false)].wage = kinds[key.member]?.wage ?? false || key.kind == .wage
        }
        for position in results.indices {
            let key = results[position].stream.key
            guard let kind = kinds[key.member], kind.pension, kind.wage, isPension(key.kind) || key.kind == .wage else {
                continue
            }
            results[position].find(.pensionAndWage, .info)
        }
    }

    private static func isPension(_ kind: IncomeKind) -> Bool { kind == .pension || kind == .basicPension }

    /// Streams that share a covered month with another of them.
    private static func overlapping(
        _ positions: [Int],
        _ results: [StreamResult],
        distinctRegions: Bool
    ) -> [Int] {
        let count = results[positions[0]].covered.count
        var streams = Array(repeating: 0, count: count)
        var regions: [Set<ProvinceCode>] = Array(repeating: [], count: count)
        for position in positions {
            for month in 0..<count where results[position].covered[month] {
                streams[month] += 1
                if distinctRegions, let region = results[position].entry.deciding?.region {
                    regions[month].insert(region)
                }
            }
        }
        return positions.filter { position in
            (0..<count).contains { month in
                results[position].covered[month] && streams[month] > 1 && (!distinctRegions || regions[month].count > 1)
            }
        }
    }
}
