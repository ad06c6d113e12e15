import VerificationDomain

/// A total order over records that depends on nothing but their contents; records without an order are equal byte for
/// byte.
///
/// A few numbers settle nearly every comparison; only ties look at everything.
struct RecordOrder: Sendable {
    /// The rank of the subject, then that of the category.
    private let place: Int
    private let day: Int
    private let amount: Int64
    private let keyEnd: UInt64
    /// Monthly rows of one payer differ in nothing else.
    private let month: Int

    private static let categoryRanks: [ItemCategory: Int] = Dictionary(
        uniqueKeysWithValues: ItemCategory.allCases.sorted().enumerated().map { ($0.element, $0.offset) }
    )

    init(_ record: VerificationRecord, subjectRank: Int) {
        place = subjectRank * Self.categoryRanks.count + (Self.categoryRanks[record.category] ?? 0)
        day = record.asOf?.dayNumber ?? .min
        amount = AmountReading(record.value).interval?.low ?? -1
        keyEnd = record.keys.first.map { Self.end(of: $0.text) } ?? 0
        month = record.details.month(.periodFrom)?.index ?? .min
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
        if left.place != right.place { return left.place < right.place }
        if left.day != right.day { return left.day < right.day }
        if left.amount != right.amount { return left.amount < right.amount }
        if left.keyEnd != right.keyEnd { return left.keyEnd < right.keyEnd }
        if left.month != right.month { return left.month < right.month }
        return precedes(leftRecord, rightRecord)
    }

    private static func precedes(_ left: VerificationRecord, _ right: VerificationRecord) -> Bool {
        if let order = precedes(left.keys, right.keys) { return order }
        if left.retrievedAt != right.retrievedAt { return left.retrievedAt < right.retrievedAt }
        if let order = left.details.precedes(right.details) { return order }
        if let order = precedes(left.owner, right.owner) { return order }
        if let order = precedes(left.source, right.source) { return order }
        // Only the amount is left.
        return (left.value?.json ?? .null).canonicalBytes
            .lexicographicallyPrecedes((right.value?.json ?? .null).canonicalBytes)
    }

    private static func precedes(_ left: [RecordKey], _ right: [RecordKey]) -> Bool? {
        for (one, other) in zip(left, right) {
            if one.kind != other.kind { return one.kind.rawValue < other.kind.rawValue }
            if let order = ByteOrder.precedes(one.text, other.text) { return order }
        }
        return left.count == right.count ? nil : left.count < right.count
    }

    private static func precedes(_ left: RecordOwner, _ right: RecordOwner) -> Bool? {
        ByteOrder.precedes(left.identityText, right.identityText)
            ?? ByteOrder.precedes(left.nameText, right.nameText)
            ?? ByteOrder.precedes(text(left.share), text(right.share))
    }

    private static func text(_ share: ShareStatement?) -> String {
        switch share {
        case nil: ""
        case .rational(let share): "=\(share.text)"
        case .unparseable(let text): "?\(text)"
        }
    }

    private static func precedes(_ left: RecordSource, _ right: RecordSource) -> Bool? {
        if left.scope != right.scope { return left.scope.rawValue < right.scope.rawValue }
        if left.method != right.method { return left.method.rawValue < right.method.rawValue }
        return ByteOrder.precedes(left.organisation, right.organisation)
    }
}
