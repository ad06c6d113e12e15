import VerificationDomain

/// One money asset from the records of one key.
enum MoneyEntry: Sendable {
    static func make(_ group: EvidenceGroup, _ category: ItemCategory, _ context: MergeContext) -> EntryDraft {
        // A bank's total that its accounts bear out stays with the first account without deciding anything.
        let totals = group.evidence.filter { $0.details.flag(.aggregate) == true }
        let rows =
            totals.count == group.evidence.count
            ? totals : group.evidence.filter { $0.details.flag(.aggregate) != true }
        let resolution = ValueResolution(rows, category: category, rulePack: context.rulePack)
        let key = EvidenceGrouping.name(group, context)
        let members = Set(rows.map(\.member)).sorted()
        var entry = EntryDraft(
            category: category,
            key: "\(category.rawValue)|\(key)",
            members: members,
            facts: .asset(AssetFacts(value: resolution.value?.floored))
        )
        entry.find(rows.count > 1 ? .sameAccount : .singleSource)
        if Set(rows.flatMap { $0.record.keys.filter { $0.kind == .bankCard } }).count > 1 { entry.find(.severalCards) }
        entry.isKeyless = !group.hasKey
        // A statement such as "not over T" is about whatever its source holds; a row is about one thing.
        if !group.hasKey, rows[0].precision == .exact || rows[0].value == nil { entry.find(.noKey, .review) }
        if group.isAmbiguous { entry.find(.sameAccount, .review) }
        for finding in resolution.findings { entry.find(finding.rule, finding.severity) }
        if totals.count < group.evidence.count, !totals.isEmpty {
            entry.find(.aggregateAndDetails)
            for item in totals { entry.use(item, .duplicate) }
        }
        entry.deciding = resolution.deciding
        for (item, role) in resolution.roles { entry.use(item, role) }
        entry.offer(resolution.candidates)
        value(resolution, rows, &entry, context)
        return entry
    }

    private static func value(
        _ resolution: ValueResolution,
        _ rows: [Evidence],
        _ entry: inout EntryDraft,
        _ context: MergeContext
    ) {
        if exclude(rows, resolution, &entry) { return }
        guard let amount = resolution.value else {
            entry.find(rows.contains(where: \.isForeign) ? .foreignCurrency : .noAmount, .review)
            entry.contribute(.unknown)
            return
        }
        if rows.contains(where: \.isForeign) { entry.find(.foreignCurrency, .review) }
        if resolution.deciding?.precision == .flag { entry.find(.thresholdStatement) }
        if amount.low == Interval.limit { entry.find(.amountTooLarge, .review) }
        if close(rows, amount, &entry, context) { return }
        HolderParts.divide(rows.contains(where: \.isForeign) ? amount.opened : amount, rows, &entry)
    }

    /// F-12 and F-14: what is shown without counting. Where only some records say so, it may or may not count.
    private static func exclude(_ rows: [Evidence], _ resolution: ValueResolution, _ entry: inout EntryDraft) -> Bool {
        var named = rows.count { contains($0.details.text(.accountKind), Self.boundAccounts) }
        var rule = RuleIdentifier.notDisposable
        if entry.category == .insurancePolicy {
            rule = .cashValueOnly
            entry.find(rule)
            named = rows.count { contains($0.details.text(.insuranceKind), Self.uncountedPolicies) }
        }
        guard named > 0 else { return false }
        guard named == rows.count else {
            entry.find(rule, .review)
            entry.contribute((resolution.value ?? .unknown).floored.doubtful)
            return true
        }
        entry.find(rule)
        entry.lead(rule)
        entry.uses = entry.uses.map { $0.role == .kept ? RecordUse($0.reference, .ignored(.notDisposable)) : $0 }
        return true
    }

    private static let boundAccounts = ["公积金", "个人养老金", "医保"]
    /// Group and compulsory policies have no value of their own (domain rule F-12).
    private static let uncountedPolicies = ["团体", "交强"]

    private static func contains(_ text: String?, _ words: [String]) -> Bool {
        guard let text else { return false }
        return words.contains { text.contains($0) }
    }

    /// Days before the application within which a closed account's money is asked for (F-05, F-06: six months).
    private static let closingDays = 183

    /// F-06: a closed account holds nothing, unless a later snapshot says otherwise. Closed shortly before the
    /// application, its money went somewhere: that is for a reviewer.
    private static func close(
        _ rows: [Evidence],
        _ amount: Interval,
        _ entry: inout EntryDraft,
        _ context: MergeContext
    ) -> Bool {
        guard let closedOn = rows.compactMap({ $0.details.date(.closedOn) }).max(),
            closedOn <= context.household.assetsAsOf
        else { return false }
        let isDenied = rows.contains { $0.day > closedOn.dayNumber && $0.details.date(.closedOn) == nil }
        let isRecent = context.household.applicationDate.dayNumber - closedOn.dayNumber <= closingDays
        entry.find(.closedAccount, isDenied || isRecent ? .review : .info)
        entry.contribute(isDenied || isRecent ? amount.doubtful : .zero)
        return true
    }
}
