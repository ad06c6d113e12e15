import VerificationDomain

/// Motor vehicles: one entry for each vehicle, counted.
enum VehiclePass: Sendable {
    static func run(_ evidence: EvidenceByCategory, into draft: inout PictureDraft) {
        let groups = EvidenceGrouping.groups(evidence[.vehicle]) {
            EvidenceGrouping.keys($0, [.vehicleIdentification, .plate])
        }
        let first = draft.entries.count
        let disabled = Set(evidence[.disability].map(\.member))
        for group in groups { draft.add(entry(group, disabled, draft.context), evidence: group.evidence) }
        KeylessDoubt.settle(from: first, in: &draft)
    }

    private static func entry(_ group: EvidenceGroup, _ disabled: Set<Int>, _ context: MergeContext) -> EntryDraft {
        var state = VehicleState(group.evidence, assetsAsOf: context.household.assetsAsOf)
        state.settleOwners()
        let resolution = ValueResolution(state.pool, category: .vehicle, rulePack: context.rulePack)
        let key = EvidenceGrouping.name(group, context)
        let members = Set(state.pool.map(\.member)).sorted()
        let facts = EntryFacts.asset(AssetFacts(value: resolution.value?.floored))
        var entry = EntryDraft(category: .vehicle, key: key, members: members, facts: facts)
        entry.find(group.evidence.count > 1 ? .sameVehicle : .singleSource)
        entry.isKeyless = !group.hasKey
        if !group.hasKey { entry.find(.noKey, .review) }
        if group.isAmbiguous { entry.find(.plateReused, .review) }
        for finding in state.findings + resolution.findings { entry.find(finding.rule, finding.severity) }
        // A move decides which record stands, so it is what the entry is explained by.
        if let first = state.findings.first, first.severity == .info { entry.lead(first.rule) }
        let deciding = resolution.deciding ?? state.latest
        entry.deciding = deciding
        judge(deciding, state, &entry)
        VehicleExemption.note(deciding, disabled, &entry, context)
        for (item, role) in resolution.roles { entry.use(item, role) }
        for item in state.superseded { entry.use(item, .superseded) }
        entry.offer(resolution.candidates)
        return entry
    }

    /// What the letters of the deciding record say: V-06, V-07, V-08.
    private static func judge(_ deciding: Evidence, _ state: VehicleState, _ entry: inout EntryDraft) {
        var count = state.count
        if let status = VehicleState.status(deciding), state.isCancelled {
            let isDestroyed = deciding.details.date(.cancelledOn) != nil
            let mayRun = status.mayStillRun && !isDestroyed
            entry.find(.cancelledVehicle, mayRun ? .review : .info)
            count = mayRun ? Interval(low: 0, high: 1) : .zero
        } else if state.isCancelled {
            entry.find(.cancelledVehicle)
            count = .zero
        }
        if let status = VehicleState.status(deciding) {
            if status.isStolen {
                entry.find(.flaggedVehicle, .review)
                count = count.doubtful
            }
            if !status.marks.isDisjoint(with: [.sealed, .detained]) { entry.find(.flaggedVehicle) }
        }
        if VehicleExemption.isOperating(deciding) { entry.find(.operatingVehicle) }
        entry.contribute(count)
    }
}
