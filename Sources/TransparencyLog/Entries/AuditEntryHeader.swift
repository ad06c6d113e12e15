public import VerificationDomain

/// What a stored entry says about itself, read for searching and for counting; the bytes stay what counts.
public struct AuditEntryHeader: Sendable, Hashable {
    public let id: UniqueIdentifier
    public let time: Timestamp
    public let position: LanePosition
    /// As written: a later version may know kinds that this one does not.
    public let kind: String
    public let organisation: String?
    public let actor: String?
    public let caseIdentifier: String?
    public let purpose: String?
    public let outcome: String?
    public let count: Int?
    public let respondsTo: UniqueIdentifier?
    public let peer: String?
    /// In the row of a stop: the number before it in its lane.
    public let lastNumber: Int?

    /// `LogError.entryMalformed` when the bytes are not an entry of version 1.
    public init(_ leaf: LogLeaf) throws(LogError) {
        do {
            let limits = JSONLimits(byteCount: LogLeaf.byteLimit, depth: 8, valueCount: 1024)
            try self.init(JSONCursor(try JSONParser.parse(leaf.bytes, limits: limits)))
        } catch {
            throw LogError(.entryMalformed, "entry")
        }
    }

    private init(_ entry: JSONCursor) throws {
        _ = try entry.member("v").integer(in: AuditEntry.version...AuditEntry.version)
        id = try entry.member("id").parsed("a UUID of version 7") { UniqueIdentifier($0) }
        time = try entry.member("at").parsed("a time of RFC 3339") { Timestamp($0) }
        position = try LanePosition(
            node: AuditIdentifier(try entry.member("node").string()),
            lane: Int(try entry.member("lane").integer(in: 0...Int64(Int32.max))),
            number: Int(try entry.member("nseq").integer(in: 1...Int64(Checkpoint.sizeLimit)))
        )
        kind = try entry.member("kind").string(count: 1...64)
        organisation = try entry.optionalMember("org")?.string()
        actor = try entry.optionalMember("actor")?.string()
        caseIdentifier = try entry.optionalMember("case")?.string()
        purpose = try entry.optionalMember("purpose")?.string()
        outcome = try entry.optionalMember("outcome")?.string()
        count = Int(try entry.optionalMember("n")?.integer() ?? -1).nonNegative
        respondsTo = try entry.optionalMember("re")?.parsed("a UUID of version 7") { UniqueIdentifier($0) }
        peer = try entry.optionalMember("peer")?.member("org").string()
        lastNumber = try entry.optionalMember("x")?.optionalMember("lastNumber").map {
            Int(try $0.integer(in: 0...Int64(Checkpoint.sizeLimit)))
        }
    }
}

extension Int {
    fileprivate var nonNegative: Int? { self < 0 ? nil : self }
}
