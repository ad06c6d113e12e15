import VerificationDomain

/// IN-03: wages of one member that never stand in the same kind of register may be one wage under two employers: a
/// branch, a labour dispatch, or a register without the employer. Together they are at least the largest of them.
enum UnlinkedWages: Sendable {
    /// Months covered by wages that surely are different ones, by the kinds of register in which each stands.
    private typealias Sure = [UInt8: UInt64]

    static func settle(_ results: inout [StreamResult]) {
        var wages: [Int: [Int]] = [:]
        for (position, result) in results.enumerated()
        where result.stream.key.kind == .wage && !result.stream.key.isBonus {
            wages[result.stream.key.member, default: []].append(position)
        }
        for positions in wages.values where positions.count > 1 { settle(positions, &results) }
    }

    /// The largest first, so that what stays certain is no less than it. Streams have an order of their own, so equal
    /// ones are told apart the same way every time.
    private static func settle(_ positions: [Int], _ results: inout [StreamResult]) {
        var sure: Sure = [:]
        let order = positions.sorted {
            let (left, right) = (results[$0].total.low, results[$1].total.low)
            return left == right ? $0 < $1 : left > right
        }
        for position in order {
            let (kinds, months) = (results[position].registerKinds, results[position].coveredBits)
            let isDoubtful = sure.contains { $0.key & kinds == 0 && $0.value & months != 0 }
            if isDoubtful {
                results[position].doubt(.employerUnlinked)
            } else {
                sure[kinds, default: 0] |= months
            }
        }
    }
}
