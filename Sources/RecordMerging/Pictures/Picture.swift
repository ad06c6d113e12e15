public import VerificationDomain

/// The merged view of a household: everything that the answers say, how it was settled and what stays open.
///
/// A pure function of household, findings, rule pack and decisions; `canonicalBytes` are what is digested.
public struct Picture: Sendable, Hashable {
    /// The rule pack that decided.
    public struct RulePackReference: Sendable, Hashable {
        public let id: String
        public let version: Int
        /// Whether an officer confirmed its figures.
        public let isVerified: Bool
    }

    public let rulePack: RulePackReference
    public let incomeWindow: MonthWindow
    public let members: [PictureMember]
    /// Region × person × item, sorted.
    public let coverage: [CoverageCell]
    public let entries: [PictureEntry]
    public let setAside: [SetAsideRecord]
    /// The gravest first.
    public let conflicts: [PictureConflict]
    /// The household's first, then each member's.
    public let totals: [PictureTotal]
    public let comparison: [ComparisonLine]
    public let indication: Indication

    /// RFC 8785 bytes of the JSON form.
    public var canonicalBytes: [UInt8] { json.canonicalBytes }

    /// The household's total of a class; `nil` when nothing of it was asked or found.
    public func total(_ valuation: ValuationClass, of member: SubjectReference? = nil) -> PictureTotal? {
        totals.first { $0.member == member && $0.valuation == valuation }
    }

    /// Every open leg of the household, once.
    public var openLegs: [OpenLeg] { totals.filter { $0.member == nil }.flatMap(\.openLegs) }
    /// Whether a reviewer must act before a report.
    public var needsReview: Bool { conflicts.contains { $0.severity >= .review } }
    /// Whether no report may be issued.
    public var isBlocked: Bool { conflicts.contains { $0.severity == .block } }
}

extension Picture: JSONRepresentable, JSONReadable {
    /// The version of this JSON form.
    private static let form: Int64 = 1

    public var json: JSONValue {
        .object([
            "form": .integer(Self.form), "rulePack": rulePack.json, "incomeWindow": incomeWindow.json,
            "members": .array(members.map(\.json)), "coverage": .array(coverage.map(\.json)),
            "entries": .array(entries.map(\.json)), "setAside": .array(setAside.map(\.json)),
            "conflicts": .array(conflicts.map(\.json)), "totals": .array(totals.map(\.json)),
            "comparison": .array(comparison.map(\.json)), "indication": indication.json,
        ])
    }

    private static let names: Set<String> = [
        "form", "rulePack", "incomeWindow", "members", "coverage", "entries", "setAside", "conflicts", "totals",
        "comparison", "indication",
    ]

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(Self.names)
        _ = try json.member("form").integer(in: Self.form...Self.form)
        rulePack = try json.member("rulePack").read(RulePackReference.self)
        incomeWindow = try json.member("incomeWindow").monthWindow()
        members = try json.values("members", of: PictureMember.self, atMost: 50)
        coverage = try json.values("coverage", of: CoverageCell.self)
        entries = try json.values("entries", of: PictureEntry.self, atMost: 1_000_000)
        setAside = try json.values("setAside", of: SetAsideRecord.self, atMost: 1_000_000)
        conflicts = try json.values("conflicts", of: PictureConflict.self, atMost: 1_000_000)
        totals = try json.values("totals", of: PictureTotal.self)
        comparison = try json.values("comparison", of: ComparisonLine.self)
        indication = try json.member("indication").read(Indication.self)
    }
}

extension Picture.RulePackReference: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        .object(["id": .string(id), "version": .integer(Int64(version)), "verified": .bool(isVerified)])
    }

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(["id", "version", "verified"])
        id = try json.member("id").string(count: 1...64)
        version = Int(try json.member("version").integer(in: 1...1_000_000))
        isVerified = try json.member("verified").bool()
    }
}
