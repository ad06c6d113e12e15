import VerificationDomain

/// The most that version 1 of the protocol takes from outside; the registry may lower sizes and counts.
public enum ExchangeLimits: Sendable {
    /// Bytes of a query, signature included. Stops a peer from filling memory before anything is verified.
    public static let queryByteCount = 256 * 1024
    /// Persons in one query. Stops one message from sweeping a population.
    public static let subjectCount = 50
    /// Item categories in one query. Stops one message from multiplying into thousands of look-ups.
    public static let itemCount = 40
    /// Authorisations in one query: never more than persons.
    public static let authorisationCount = 50
    /// Bytes of an answer with all its disclosures. Stops a hostile peer from filling the asking side's memory.
    public static let answerByteCount = 10 * 1024 * 1024
    /// Records in one answer. Stops a small message of many short records from exhausting the merger.
    public static let recordCount = 5000
    /// Bytes of one disclosure as it travels. Stops one record from taking the whole answer's room.
    public static let disclosureByteCount = 64 * 1024
    /// Nested JSON levels. Stops stack exhaustion.
    public static let jsonDepth = 32
    /// UTF-8 bytes of one JSON string. Stops long strings from reaching matchers and columns.
    public static let stringByteCount = 4096
    /// Bytes of a protected header as it travels. Stops a header from being the payload.
    public static let headerByteCount = 8 * 1024
    /// Bytes of a receipt, a refusal or a capabilities statement: they hold a dozen short claims.
    public static let statementByteCount = 64 * 1024
    /// Bytes of a federation registry. Stops a wrong file from filling memory at start.
    public static let registryByteCount = 1024 * 1024
    /// Regions of a registry: the country has 34 at the level of provinces.
    public static let regionCount = 40
    /// Signing keys, TLS identities or endpoints of one region.
    public static let entriesPerRegion = 32
    /// Agreements of a registry.
    public static let agreementCount = 500

    /// Queries a second of one peer, unless the registry says otherwise. Stops one peer from taking all the capacity.
    public static let queriesPerSecond = 50
    /// Queries of one peer that may come at once after a pause.
    public static let queryBurst = 200
    /// Queries of one peer that may be in work at once. Stops slow look-ups from piling up.
    public static let queriesInFlight = 500

    /// Seconds that two clocks may differ; not a maximum age.
    public static let clockToleranceSeconds: Int64 = 300
    /// Seconds from `iat` to `exp` of a query. Bounds how long replays have to be remembered.
    public static let queryLifetimeSeconds: Int64 = 30 * 86_400
    /// Seconds from `iat` to `exp` of the answers that we sign.
    public static let answerLifetimeSeconds: Int64 = 30 * 86_400
    /// Seconds for a connection to stand. Stops an unreachable peer from holding a leg.
    public static let connectSeconds = 5
    /// Seconds for a synchronous answer; whoever needs longer sends a receipt.
    public static let synchronousAnswerSeconds = 60
    /// Redirects that a client follows: none, since a redirect could lead a query to a stranger.
    public static let redirectCount = 0

    /// How the JSON inside a message of at most `byteCount` bytes is read.
    static func json(byteCount: Int) -> JSONLimits {
        JSONLimits(byteCount: byteCount, depth: jsonDepth, stringByteCount: stringByteCount)
    }
}
