import VerificationDomain

/// The picture while it is being made.
struct PictureDraft: Sendable {
    let context: MergeContext
    var entries: [EntryDraft] = []
    private(set) var setAsideRecords: [SetAsideRecord] = []
    var conflicts: [PictureConflict] = []
    /// Classes whose upper end something other than a missing answer opens, by member.
    private(set) var opened: Set<OpenedClass> = []
    private(set) var memberNotes: [[RuleIdentifier]]
    /// The earliest documented day of each member's death.
    private(set) var deaths: [Int: CalendarDate] = [:]
    private let declaredKeys: Set<RecordKey>
    private var seenKeys: Set<RecordKey> = []

    struct OpenedClass: Hashable, Sendable {
        let member: Int
        let valuation: ValuationClass
    }

    init(context: MergeContext) {
        self.context = context
        memberNotes = Array(repeating: [], count: context.members.count)
        declaredKeys = Set(context.household.declaration.assets.compactMap(\.key))
    }

    /// Remembers which declared things a record speaks of.
    mutating func see(_ record: VerificationRecord) {
        guard !declaredKeys.isEmpty else { return }
        for key in record.keys where declaredKeys.contains(key) { seenKeys.insert(key) }
    }

    func hasSeen(_ key: RecordKey) -> Bool { seenKeys.contains(key) }

    mutating func setAside(_ referenced: ReferencedRecord, _ reason: SetAsideRecord.Reason) {
        let record = referenced.record
        setAsideRecords.append(
            SetAsideRecord(reference: referenced.reference, category: record.category, reason: reason)
        )
        guard reason.severity >= .review else { return }
        // What was set aside may turn out to be the household's: the totals must not look complete.
        for member in context.members.indices where opens(member, record) {
            opened.insert(OpenedClass(member: member, valuation: record.category.valuation))
        }
    }

    /// Income belongs to the person asked about; of anything else, another member may be an owner too.
    private func opens(_ member: Int, _ record: VerificationRecord) -> Bool {
        record.category.valuation != .income || context.memberIndex[record.subject] == nil
            || context.memberIndex[record.subject] == member
    }

    mutating func note(_ rule: RuleIdentifier, on member: Int) {
        if !memberNotes[member].contains(rule) { memberNotes[member].append(rule) }
    }

    mutating func noteDeath(of member: Int, on date: CalendarDate) {
        deaths[member] = min(deaths[member] ?? date, date)
    }

    /// A finished draft, with the notes that every entry gets.
    mutating func add(_ entry: EntryDraft, evidence: [Evidence]) {
        var entry = entry
        entry.note(evidence)
        if let deciding = entry.deciding, context.isStale(deciding.asOf, deciding.category) {
            entry.find(.stale)
        }
        entries.append(entry)
    }
}
