import VerificationDomain

/// A total order over records that depends on nothing but their contents; equal records have no order.
///
/// A few numbers settle nearly every comparison; only ties look at everything.
struct RecordOrder: Sendable {
    private let subject: SubjectReference
    private let category: ItemCategory
    private let day: Int
    private let amount: Int64
    private let keyEnd: UInt64

    init(_ record: VerificationRecord) {
        subject = record.subject
        category = record.category
        day = record.asOf?.dayNumber ?? .min
        amount = AmountReading(record.value).interval?.low ?? -1
        keyEnd = record.keys.first.map { Self.end(of: $0.text) } ?? 0
    }

    /// The last eight bytes of a key: where keys of one kind differ.
    private static func end(of text: String) -> UInt64 {
        var number: UInt64 = 0
        for byte in text.utf8.suffix(8) { number = number << 8 | UInt64(byte) }
        return number
    }

    static func precedes(
        _ left: RecordOrder,
        _ leftRecord: VerificationRecord,
        _ right: RecordOrder,
        _ rightRecord: VerificationRecord
    ) -> Bool {
        if left.subject != right.subject { return left.subject < right.subject }
        if left.category != right.category { return left.category < right.category }
        if left.day != right.day { return left.day < right.day }
        if left.amount != right.amount { return left.amount < right.amount }
        if left.keyEnd != right.keyEnd { return left.keyEnd < right.keyEnd }
        return precedes(leftRecord, rightRecord)
    }

    private static func precedes(_ left: VerificationRecord, _ right: VerificationRecord) -> Bool {
        guard left != right else { return false }
        if left.keys != right.keys { return left.keys.lexicographicallyPrecedes(right.keys) }
        if left.retrievedAt != right.retrievedAt { return left.retrievedAt < right.retrievedAt }
        // What is left differs somewhere: the canonical form settles it (rare, so its cost does not matter).
        return left.json.canonicalBytes.lexicographicallyPrecedes(right.json.canonicalBytes)
    }
}
