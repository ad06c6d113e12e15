public import VerificationDomain

/// The sizes and counts in force: those of `ExchangeLimits`, or lower ones of the registry.
public struct MessageLimits: Sendable, Hashable {
    public let queryByteCount: Int
    public let subjectCount: Int
    public let itemCount: Int
    public let answerByteCount: Int
    public let recordCount: Int

    /// The protocol's own limits.
    public static let protocolLimits = MessageLimits()

    /// A value above the protocol's own limit counts as that limit; one below 1 counts as 1.
    public init(
        queryByteCount: Int = ExchangeLimits.queryByteCount,
        subjectCount: Int = ExchangeLimits.subjectCount,
        itemCount: Int = ExchangeLimits.itemCount,
        answerByteCount: Int = ExchangeLimits.answerByteCount,
        recordCount: Int = ExchangeLimits.recordCount
    ) {
        self.queryByteCount = min(max(queryByteCount, 1), ExchangeLimits.queryByteCount)
        self.subjectCount = min(max(subjectCount, 1), ExchangeLimits.subjectCount)
        self.itemCount = min(max(itemCount, 1), ExchangeLimits.itemCount)
        self.answerByteCount = min(max(answerByteCount, 1), ExchangeLimits.answerByteCount)
        self.recordCount = min(max(recordCount, 1), ExchangeLimits.recordCount)
    }
}

extension MessageLimits: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        .object([
            "queryBytes": .integer(Int64(queryByteCount)), "subjects": .integer(Int64(subjectCount)),
            "items": .integer(Int64(itemCount)), "answerBytes": .integer(Int64(answerByteCount)),
            "records": .integer(Int64(recordCount)),
        ])
    }

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(["queryBytes", "subjects", "items", "answerBytes", "records"])
        self.init(
            queryByteCount: try Self.count("queryBytes", in: json, atMost: ExchangeLimits.queryByteCount),
            subjectCount: try Self.count("subjects", in: json, atMost: ExchangeLimits.subjectCount),
            itemCount: try Self.count("items", in: json, atMost: ExchangeLimits.itemCount),
            answerByteCount: try Self.count("answerBytes", in: json, atMost: ExchangeLimits.answerByteCount),
            recordCount: try Self.count("records", in: json, atMost: ExchangeLimits.recordCount)
        )
    }

    private static func count(
        _ name: String,
        in json: JSONCursor,
        atMost limit: Int
    ) throws(JSONReadingError) -> Int {
        guard let member = try json.optionalMember(name) else { return limit }
        return Int(try member.integer(in: 1...Int64(limit)))
    }
}
