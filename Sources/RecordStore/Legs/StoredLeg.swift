public import VerificationDomain

/// Where a leg stands (domain.md 2.7); the raw value is what the store keeps.
public enum StoredLegState: String, Sendable, Hashable, CaseIterable {
    case created, signed, sent, acknowledged, answered, refused, timedOut, failed, accepted, quarantined

    /// Nothing follows.
    public var isFinal: Bool {
        switch self {
        case .accepted, .refused, .timedOut, .failed, .quarantined: true
        case .created, .signed, .sent, .acknowledged, .answered: false
        }
    }
}

/// A leg as it is created: which region is asked, under which query identifier.
public struct NewLeg: Sendable, Hashable {
    public let queryIdentifier: UniqueIdentifier
    public let region: ProvinceCode
    public let startedAt: Timestamp

    public init(queryIdentifier: UniqueIdentifier, region: ProvinceCode, startedAt: Timestamp) {
        self.queryIdentifier = queryIdentifier
        self.region = region
        self.startedAt = startedAt
    }

    func insert(_ connection: any SQLConnection, caseIdentifier: UniqueIdentifier) throws {
        try connection.execute(
            "INSERT INTO leg (jti, case_id, region, state, started_at) VALUES (?, ?, ?, ?, ?)",
            [
                .text(queryIdentifier), .text(caseIdentifier), .text(region.text),
                .text(StoredLegState.created.rawValue), .integer(startedAt.milliseconds),
            ]
        )
    }
}

/// A leg as it stands now.
public struct StoredLeg: Sendable, Hashable {
    public let queryIdentifier: UniqueIdentifier
    public let caseIdentifier: UniqueIdentifier
    public let region: ProvinceCode
    public let state: StoredLegState
    /// A code such as a refusal's; never free text.
    public let statusCode: String?
    public let startedAt: Timestamp
    public let finishedAt: Timestamp?
}

extension StoredLeg {
    static func all(of caseIdentifier: UniqueIdentifier, _ connection: any SQLConnection) throws -> [StoredLeg] {
        try connection.rows(
            "SELECT * FROM leg WHERE case_id = ? ORDER BY region, jti",
            [.text(caseIdentifier)]
        ).map { try StoredLeg($0) }
    }

    init(_ row: SQLRow) throws {
        queryIdentifier = try row.parsed("jti") { UniqueIdentifier($0) }
        caseIdentifier = try row.parsed("case_id") { UniqueIdentifier($0) }
        region = try row.parsed("region") { ProvinceCode($0) }
        state = try row.parsed("state") { StoredLegState(rawValue: $0) }
        statusCode = try row.optionalText("status_code")
        startedAt = try row.time("started_at")
        finishedAt = try row.optionalTime("finished_at")
    }
}
