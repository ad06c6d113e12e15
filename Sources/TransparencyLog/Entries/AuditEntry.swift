public import VerificationDomain

/// The peer on the other side of what an entry reports.
public struct AuditPeer: Sendable, Hashable {
    public let organisation: AuditIdentifier
    /// The digest of the peer's signed receipt, once there is one.
    public let receipt: Digest?

    public init(organisation: AuditIdentifier, receipt: Digest? = nil) {
        self.organisation = organisation
        self.receipt = receipt
    }

    var json: JSONValue {
        .object(["org": .string(organisation.description), "receipt": receipt.map { .string($0.description) }])
    }
}

/// What an entry reports, before it becomes bytes. Every part is a code, a digest, a time or a random identifier.
public struct AuditEntry: Sendable {
    public static let version: Int64 = 1
    /// Bytes of an entry. The format allows 65,535; a small entry keeps what is published small and free of
    /// attachments.
    public static let byteLimit = 8 * 1024

    public let id: UniqueIdentifier
    public let time: Timestamp
    public let position: LanePosition
    public let kind: AuditKind

    /// The organisation, the account and the role that acted; how it had logged in; its session.
    public var organisation: AuditIdentifier?
    public var actor: AuditIdentifier?
    public var role: AuditIdentifier?
    public var authentication: AuditIdentifier?
    public var session: AuditIdentifier?

    /// What for.
    public var caseIdentifier: AuditIdentifier?
    public var purpose: AuditIdentifier?
    public var legalBasis: AuditIdentifier?
    public var consent: AuditIdentifier?
    public var outcome: AuditIdentifier?
    /// How many persons, records or rows.
    public var count: Int?
    /// The entry that this one answers.
    public var respondsTo: UniqueIdentifier?
    public var peer: AuditPeer?

    /// The program and the rules at work.
    public var build: AuditIdentifier?
    public var rules: Digest?
    public var details = AuditDetails()
    /// Salted digests of what must not be guessed from the entry, such as that of a picture; each field once.
    public var commitments: [AuditCommitment] = []

    public init(id: UniqueIdentifier, time: Timestamp, position: LanePosition, kind: AuditKind) {
        self.id = id
        self.time = time
        self.position = position
        self.kind = kind
    }

    /// The entry as one line of JSON in a fixed order; what is `nil` is left out.
    ///
    /// The bytes are final: no index, no later correction. Throws `entryTooLarge` over `byteLimit` and what the details
    /// refuse.
    public func leaf() throws(LogError) -> LogLeaf {
        let bytes = JSONValue.object(try header + purposes + circumstances()).bytesInGivenOrder
        guard bytes.count <= Self.byteLimit else { throw LogError(.entryTooLarge, "entry of \(bytes.count) bytes") }
        return try LogLeaf(bytes)
    }

    private var header: [JSONValue.Member] {
        Self.members([
            "v": .integer(Self.version),
            "id": .string(id.description),
            "at": .string(time.utc),
            "node": Self.text(position.node),
            "lane": .integer(Int64(position.lane)),
            "nseq": .integer(Int64(position.number)),
            "kind": .string(kind.rawValue),
            "org": Self.text(organisation),
            "actor": Self.text(actor),
            "role": Self.text(role),
            "auth": Self.text(authentication),
            "sess": Self.text(session),
        ])
    }

    private var purposes: [JSONValue.Member] {
        Self.members([
            "case": Self.text(caseIdentifier),
            "purpose": Self.text(purpose),
            "basis": Self.text(legalBasis),
            "consent": Self.text(consent),
            "outcome": Self.text(outcome),
        ])
    }

    private func circumstances() throws(LogError) -> [JSONValue.Member] {
        Self.members([
            "n": try count.map { number throws(LogError) in try AuditDetail.integer(Int64(number)).json() },
            "re": respondsTo.map { .string($0.description) },
            "peer": peer?.json,
            "build": Self.text(build),
            "rules": rules.map { .string($0.description) },
            "x": details.isEmpty ? nil : try details.json(),
            "c": commitments.isEmpty ? nil : try committed(),
        ])
    }

    private func committed() throws(LogError) -> JSONValue {
        guard Set(commitments.map(\.field)).count == commitments.count else {
            throw LogError(.entryMalformed, "commitments of an entry")
        }
        return .object(commitments.map { JSONValue.Member($0.field, .string($0.text)) })
    }

    private static func text(_ identifier: AuditIdentifier?) -> JSONValue? {
        identifier.map { .string($0.description) }
    }

    private static func members(_ pairs: KeyValuePairs<String, JSONValue?>) -> [JSONValue.Member] {
        pairs.compactMap { pair in pair.value.map { JSONValue.Member(pair.key, $0) } }
    }
}
