import VerificationDomain

/// What a reviewer's decision about an entry rests on: SHA-256 over its full key, what it came to, and every record
/// behind it but the moment of reading.
///
/// Names of entries are short and not made to withstand a hostile register, which may choose keys until two names are
/// equal. A decision therefore counts only where this digest is the one that the reviewer saw.
struct DecisionBasis: Sendable {
    private static let domain = "hedui decision basis 1\n"

    private let records: [RecordReference: VerificationRecord]
    private let digesting: any Digesting

    init(_ records: [ReferencedRecord], _ digesting: any Digesting) {
        self.records = Dictionary(records.map { ($0.reference, $0.record) }, uniquingKeysWith: { first, _ in first })
        self.digesting = digesting
    }

    func digest(of entry: NamedEntry) -> Digest {
        let draft = entry.draft
        let sources = draft.uses.map { use in
            JSONValue.object([
                "region": .string(use.reference.region.text), "role": .string(use.role.code),
                "record": records[use.reference].map { Self.contents($0) },
            ])
        }
        let value = JSONValue.object([
            "class": .string(draft.category.valuation.rawValue), "key": .string(draft.key),
            "contribution": draft.contribution.json, "facts": draft.facts.json, "sources": .array(sources),
        ])
        return digesting.digest(Array(Self.domain.utf8) + value.canonicalBytes, .sha256)
    }

    /// A record read again says the same, only later.
    private static func contents(_ record: VerificationRecord) -> JSONValue {
        guard case .object(let members) = record.json else { return .null }
        return .object(members.filter { $0.name != "retrievedAt" })
    }
}
