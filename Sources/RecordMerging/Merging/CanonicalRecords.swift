import VerificationDomain

/// All records of all legs in one order that does not depend on how they arrived.
enum CanonicalRecords: Sendable {
    /// Legs of one region are joined: a record counts as often as the leg that has it most often, so that an answer
    /// given
    /// twice changes nothing and two equal rows of one answer stay two.
    static func ordered(_ legs: [LegFinding]) -> [ReferencedRecord] {
        var output: [ReferencedRecord] = []
        output.reserveCapacity(legs.reduce(0) { $0 + $1.records.count })
        let byRegion = Dictionary(grouping: legs, by: \.region)
        for region in byRegion.keys.sorted() {
            append(byRegion[region]?.map(\.records) ?? [], of: region, to: &output)
        }
        return output
    }

    private static func append(
        _ answers: [[VerificationRecord]],
        of region: ProvinceCode,
        to output: inout [ReferencedRecord]
    ) {
        let records = answers.count == 1 ? sorted(answers[0]) : union(answers)
        var subject: SubjectReference?
        var ordinal = 0
        for record in records {
            ordinal = record.subject == subject ? ordinal + 1 : 1
            subject = record.subject
            let reference = RecordReference(region: region, subject: record.subject, ordinal: ordinal)
            output.append(ReferencedRecord(reference: reference, record: record))
        }
    }

    private static func sorted(_ records: [VerificationRecord]) -> [VerificationRecord] {
        let orders = records.map(RecordOrder.init)
        let positions = records.indices.sorted {
            RecordOrder.precedes(orders[$0], records[$0], orders[$1], records[$1])
        }
        return positions.map { records[$0] }
    }

    private static func union(_ answers: [[VerificationRecord]]) -> [VerificationRecord] {
        var most: [VerificationRecord: Int] = [:]
        for records in answers {
            var counts: [VerificationRecord: Int] = [:]
            for record in records { counts[record, default: 0] += 1 }
            most.merge(counts) { max($0, $1) }
        }
        return sorted(most.flatMap { Array(repeating: $0.key, count: $0.value) })
    }
}
