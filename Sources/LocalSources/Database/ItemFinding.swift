import VerificationDomain

/// Puts what the registers of one item said into the one outcome that an answer has for it.
struct ItemFinding: Sendable {
    let request: RegisterRequest
    let registers: [MappedRegister]

    /// Protection comes first, then doubt about the person, then records.
    func finding(_ readings: [RegisterReading]) -> RegisterFinding {
        var records: [VerificationRecord] = []
        var isMismatch = false
        for reading in readings {
            switch reading {
            case .restricted: return finding(.restricted)
            case .identityMismatch: isMismatch = true
            case .records(let more): records += more
            }
        }
        return isMismatch ? finding(.identityMismatch) : disclosed(records)
    }

    private func disclosed(_ records: [VerificationRecord]) -> RegisterFinding {
        guard !records.isEmpty else { return finding(.none, asOf: oldest(registers.map(\.asOf.date))) }
        let policy = DisclosurePolicy(request)
        let told = Self.ordered(records.map(policy.apply))
        let values = told.compactMap(\.value)
        let statesOnlyFlags = !values.isEmpty && values.allSatisfy { if case .flag = $0 { true } else { false } }
        return finding(statesOnlyFlags ? .thresholdOnly : .found, asOf: oldest(told.map(\.asOf)), records: told)
    }

    /// By their canonical bytes, each written once: the order of the rows in the register is nobody's business.
    private static func ordered(_ records: [VerificationRecord]) -> [VerificationRecord] {
        guard records.count > 1 else { return records }
        return records.map { (bytes: $0.json.canonicalBytes, record: $0) }
            .sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
            .map { $0.record }
    }

    /// One outcome for the item. The as-of date is the oldest of its parts: the whole is not fresher than that.
    func finding(
        _ status: OutcomeStatus,
        asOf: CalendarDate? = nil,
        records: [VerificationRecord] = []
    ) -> RegisterFinding {
        let outcome = ItemOutcome(
            subject: request.subject.reference,
            item: request.item,
            status: status,
            source: source,
            scope: Set(registers.map(\.source.scope)).count == 1 ? registers.first?.source.scope : nil,
            asOf: asOf,
            recordCount: records.count
        )
        return RegisterFinding(outcome: outcome, records: records)
    }

    /// Missing counts as the oldest.
    private func oldest(_ dates: [CalendarDate?]) -> CalendarDate? {
        dates.contains(nil) ? nil : dates.compactMap { $0 }.min()
    }

    /// Every organisation once, as far as they fit into an outcome.
    private var source: String? {
        var names: [String] = []
        for register in registers where !names.contains(register.source.organisation) {
            names.append(register.source.organisation)
        }
        let all = names.joined(separator: "、")
        return all.unicodeScalars.count <= 120 ? (all.isEmpty ? nil : all) : names.first
    }
}
