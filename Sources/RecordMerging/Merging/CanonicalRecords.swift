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
        let subjects = Set(records.map(\.subject)).sorted()
        let ranks = Dictionary(uniqueKeysWithValues: subjects.enumerated().map { ($0.element, $0.offset) })
        let orders = records.map { RecordOrder($0, subjectRank: ranks[$0.subject] ?? 0) }
        let positions = records.indices.sorted {
            RecordOrder.precedes(orders[$0], records[$0], orders[$1], records[$1])
        }
        return positions.map { records[$0] }
    }

    /// By their canonical bytes: two texts that only look alike are two records.
    private static func union(_ answers: [[VerificationRecord]]) -> [VerificationRecord] {
        var most: [[UInt8]: (record: VerificationRecord, count: Int)] = [:]
        for records in answers {
            var counts: [[UInt8]: (record: VerificationRecord, count: Int)] = [:]
            for record in records { counts[record.json.canonicalBytes, default: (record, 0)].count += 1 }
            most.merge(counts) { $0.count >= $1.count ? $0 : $1 }
        }
        return sorted(most.values.flatMap { Array(repeating: $0.record, count: $0.count) })
    }
}
