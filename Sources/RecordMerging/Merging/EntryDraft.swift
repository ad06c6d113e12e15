import VerificationDomain

/// An entry while it is being made.
struct EntryDraft: Sendable {
    struct Holder: Sendable {
        let member: Int
        var share: Share?
        var part: Interval
    }

    struct Finding: Sendable, Equatable {
        let rule: RuleIdentifier
        let severity: Severity
    }

    let category: ItemCategory
    /// The canonical key: never an identity number, and never shown.
    let key: String
    var holders: [Holder]
    var contribution = Interval.zero
    var facts: EntryFacts
    var deciding: Evidence?
    private(set) var findings: [Finding] = []
    var uses: [RecordUse] = []
    var candidates: [EntryCandidate] = []
    var decision: ReviewDecision?
    /// How many non-residential properties it is: such a property is no home and counts by itself (RE-12).
    var otherUseCount = Interval.zero
    /// No identity key tells it from another record's thing (G-04).
    var isKeyless = false
    /// A vehicle that the rules may allow beyond their number (V-09).
    var isExempt = false
    /// How an amount is divided among its holders.
    var division = HolderParts.Division.whole
    /// What an income comes to once a reviewer has settled whether its earner died (ID-09).
    var deathCases: DeathCases?

    init(category: ItemCategory, key: String, members: [Int], facts: EntryFacts) {
        self.category = category
        self.key = key
        self.facts = facts
        holders = members.map { Holder(member: $0, part: .zero) }
    }

    mutating func find(_ rule: RuleIdentifier, _ severity: Severity = .info) {
        let finding = Finding(rule: rule, severity: severity)
        if !findings.contains(finding) { findings.append(finding) }
    }

    /// Puts a finding before the others of its severity.
    mutating func lead(_ rule: RuleIdentifier) {
        guard let index = findings.firstIndex(where: { $0.rule == rule }) else { return }
        findings.insert(findings.remove(at: index), at: 0)
    }

    /// Notes that records were tied to their member by something else than the same number and name.
    mutating func note(_ evidence: [Evidence]) {
        let marks = evidence.reduce(into: AttributionMarks()) { $0.formUnion($1.marks) }
        guard !marks.isEmpty else { return }
        if marks.contains(.fifteenDigits) { find(.fifteenDigitNumber) }
        if marks.contains(.normalisedName) { find(.nameNormalised) }
        if marks.contains(.variantName) { find(.nameVariant) }
        if marks.contains(.futureAsOf) { find(.futureAsOf, .review) }
    }

    mutating func use(_ evidence: Evidence, _ role: RecordRole) { uses.append(RecordUse(evidence.reference, role)) }

    /// What it adds, to the household and to each holder alike: for counts and for what has one holder.
    mutating func contribute(_ value: Interval) {
        contribution = value.floored
        for index in holders.indices { holders[index].part = contribution }
    }

    /// Holders have no more for certain than the entry itself.
    mutating func lowerParts(to low: Int64) {
        for index in holders.indices {
            let part = holders[index].part
            holders[index].part = Interval(low: min(part.low, low), high: part.high)
        }
    }

    /// A finding that is settled elsewhere is only shown.
    mutating func calm(_ rule: RuleIdentifier) {
        findings = findings.map { $0.rule == rule ? Finding(rule: rule, severity: .info) : $0 }
    }

    /// A reviewer has settled it.
    mutating func settle(_ decision: ReviewDecision) {
        self.decision = decision
        findings = [Finding(rule: .decided, severity: .info)] + findings.map { Finding(rule: $0.rule, severity: .info) }
    }

    var severity: Severity { findings.lazy.map(\.severity).max() ?? .info }

    /// The first finding among the gravest.
    var rule: RuleIdentifier {
        let severity = severity
        return findings.first { $0.severity == severity }?.rule ?? .unhandled
    }

    static func label(_ index: Int) -> String {
        let letter = String(Unicode.Scalar(UInt8(ascii: "A") + UInt8(index % 26)))
        return index < 26 ? letter : "\(letter)\(index / 26)"
    }

    mutating func offer(_ values: [(value: Interval, evidence: Evidence)]) {
        candidates = values.enumerated().map { index, candidate in
            EntryCandidate(
                label: Self.label(index),
                value: candidate.value,
                record: candidate.evidence.reference,
                asOf: candidate.evidence.record.asOf
            )
        }
    }
}
