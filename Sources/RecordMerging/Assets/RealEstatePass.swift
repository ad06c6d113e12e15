import VerificationDomain

/// Real estate: one entry for each unit; homes are counted.
enum RealEstatePass: Sendable {
    static func run(_ evidence: EvidenceByCategory, into draft: inout PictureDraft) {
        let groups = EvidenceGrouping.groups(evidence.all([.realEstate, .realEstateContract]), keys: keys)
        let first = draft.entries.count
        for group in groups { draft.add(entry(group, draft.context), evidence: group.evidence) }
        flagTwins(groups, from: first, in: &draft)
        KeylessDoubt.settle(from: first, in: &draft)
    }

    /// Unit number, certificate, contract, and at last the address with the area, which is weak.
    private static func keys(_ evidence: Evidence) -> [EvidenceGrouping.LevelledKey] {
        var keys = EvidenceGrouping.keys(evidence, [.realEstateUnit, .realEstateCertificate, .contractNumber])
        if let place = address(evidence) {
            let area = evidence.details.integer(.floorArea).map(String.init) ?? "?"
            if keys.isEmpty { keys.append(.init(level: 3, text: "address|\(place)|\(area)")) }
        }
        return keys
    }

    private static func address(_ evidence: Evidence) -> String? {
        evidence.details.text(.address).map { String($0.unicodeScalars.filter { !$0.properties.isWhitespace }) }
    }

    private static func entry(_ group: EvidenceGroup, _ context: MergeContext) -> EntryDraft {
        let ownership = OwnershipState(group.evidence)
        let resolution = ValueResolution(ownership.pool, category: .realEstate, rulePack: context.rulePack) {
            isResponsible($0)
        }
        let use = PropertyUse.read(ownership.pool, resolution.deciding)
        let members = ownership.owners.map(\.member)
        let facts = EntryFacts.asset(
            AssetFacts(use: use, value: resolution.value?.floored, share: ownership.householdShare)
        )
        let key = EvidenceGrouping.name(group, context)
        let category = ownership.isContractOnly ? ItemCategory.realEstateContract : .realEstate
        var entry = EntryDraft(category: category, key: key, members: members, facts: facts)
        entry.find(group.evidence.count > 1 ? .sameUnit : .singleSource)
        entry.isKeyless = !group.hasKey
        if !group.hasKey { entry.find(.noKey, .review) }
        if group.isAmbiguous { entry.find(.weakKey, .review) }
        for finding in ownership.findings + resolution.findings { entry.find(finding.rule, finding.severity) }
        let isEncumbered = ownership.pool.contains {
            $0.details.flag(.mortgaged) ?? false || $0.details.flag(.seized) ?? false
        }
        if isEncumbered { entry.find(.encumbered) }
        count(use, ownership, &entry)
        for index in entry.holders.indices { entry.holders[index].share = ownership.owners[index].share }
        entry.deciding = resolution.deciding
        for (item, role) in resolution.roles { entry.use(item, role) }
        for item in ownership.superseded { entry.use(item, .superseded) }
        entry.offer(resolution.candidates)
        return entry
    }

    /// A home counts once, however many members own it; an attached or other property is shown and is no home (RE-12).
    /// What nobody can tell the use of may be either.
    private static func count(_ use: AssetFacts.Use, _ ownership: OwnershipState, _ entry: inout EntryDraft) {
        switch use {
        case .residential: entry.contribute(ownership.count)
        case .attached: entry.find(.otherUse)
        case .nonResidential:
            entry.find(.otherUse)
            entry.otherUseCount = ownership.count
        case .unknown:
            if ownership.count != .zero { entry.find(.unhandled, .review) }
            entry.contribute(ownership.count.doubtful)
            entry.otherUseCount = ownership.count.doubtful
        }
    }

    /// The registry of the place knows its own houses best (domain rule: the source in charge of the object).
    private static func isResponsible(_ evidence: Evidence) -> Bool {
        guard evidence.record.source.scope != .national, let unit = evidence.record.key(.realEstateUnit) else {
            return false
        }
        return unit.text.utf8.prefix(2).elementsEqual(evidence.region.text.utf8.prefix(2))
    }

    /// RE-08: the same address and nearly the same area under another paper, where one of them has no unit number.
    private static func flagTwins(_ groups: [EvidenceGroup], from first: Int, in draft: inout PictureDraft) {
        var places: [String: [Int]] = [:]
        for (position, group) in groups.enumerated() {
            for place in Set(group.evidence.compactMap(address)) { places[place, default: []].append(position) }
        }
        for positions in places.values where positions.count > 1 {
            guard positions.contains(where: { !hasUnit(groups[$0]) }) else { continue }
            let neighbours = positions.map { groups[$0] }
            for (position, group) in zip(positions, neighbours) where isTwin(group, of: neighbours) {
                draft.entries[first + position].find(.weakKey, .review)
                guard !hasUnit(group) else { continue }
                // Perhaps the same property once more: it counts for certain only where its unit number stands.
                let entry = draft.entries[first + position]
                draft.entries[first + position].contribute(entry.contribution.doubtful)
                draft.entries[first + position].otherUseCount = entry.otherUseCount.doubtful
            }
        }
    }

    private static func hasUnit(_ group: EvidenceGroup) -> Bool {
        group.evidence.contains { $0.record.key(.realEstateUnit) != nil }
    }

    /// At most this many properties of one address are compared pair by pair; more are all for review.
    private static let twinLimit = 50

    private static func isTwin(_ group: EvidenceGroup, of others: [EvidenceGroup]) -> Bool {
        guard others.count <= twinLimit else { return true }
        return others.contains { other in
            guard other.key != group.key || !group.hasKey, other.evidence[0] !== group.evidence[0],
                !hasUnit(group) || !hasUnit(other)
            else { return false }
            let areas = (group.evidence[0].details.integer(.floorArea), other.evidence[0].details.integer(.floorArea))
            guard let left = areas.0, let right = areas.1 else { return true }
            // Half a square metre, in hundredths.
            return left.subtractingReportingOverflow(right).partialValue.magnitude <= 50
        }
    }
}

/// What a property is used for, by code or by the registers' free text.
private enum PropertyUse: Sendable {
    /// By the deciding record, or the newest that says anything; what records of one day contradict is not known.
    static func read(_ evidence: [Evidence], _ deciding: Evidence?) -> AssetFacts.Use {
        let stated = evidence.filter { $0.details.text(.use) != nil }
        let day = deciding?.details.text(.use) == nil ? stated.map(\.day).max() : deciding?.day
        let uses = Set(stated.lazy.filter { $0.day == day }.map { read($0.details.text(.use) ?? "") })
        return uses.count == 1 ? uses.first ?? .unknown : .unknown
    }

    private static func read(_ text: String) -> AssetFacts.Use {
        if let code = RealEstateUse(text) { return code.isResidential ? .residential : .nonResidential }
        let isNegated = ["非住宅", "非居住"].contains { text.contains($0) }
        let fitting = words.filter { use in
            !(isNegated && use.use == .residential) && use.words.contains { text.contains($0) }
        }
        return fitting.count == 1 ? fitting[0].use : .unknown
    }

    /// A text with words of several uses, such as 住宅、车库, is for a reviewer.
    private static let words: [(use: AssetFacts.Use, words: [String])] = [
        (.attached, ["车位", "车库", "储藏"]),
        (.nonResidential, ["非住宅", "非居住", "商业", "商铺", "店铺", "办公", "写字楼", "工业", "厂房", "仓储", "仓库", "金融", "旅馆"]),
        (.residential, ["住宅", "公寓", "别墅", "宿舍", "住房", "居住"]),
    ]
}
