import VerificationDomain

/// Records of one asset.
struct EvidenceGroup: Sendable {
    /// Kind and text of the key that holds them together; empty without one.
    let key: String
    /// In canonical order.
    var evidence: [Evidence]
    /// Its key fits several better known assets, so it stands alone.
    var isAmbiguous = false
    /// Its key only says what its record says: it identifies nothing.
    var isMadeUp = false
    /// Whether something identifies the asset.
    var hasKey: Bool { !key.isEmpty && !isMadeUp }
}

/// Step 4: records of the same canonical key, across regions and sources, in time linear in their number.
enum EvidenceGrouping: Sendable {
    /// A key of a record; level 0 is the strongest kind.
    struct LevelledKey: Sendable {
        let level: Int
        let text: String
        /// Made from what the record says, to tell it from others without a key.
        var isMadeUp = false
    }

    /// Groups by the strongest key that each record has. A record with weaker keys only joins the group that one of its
    /// keys also names, when that is exactly one: two vehicles that carried one plate stay two (V-05).
    static func groups(
        _ evidence: [Evidence],
        keys: (Evidence) -> [LevelledKey]
    ) -> [EvidenceGroup] {
        var state = State()
        var waiting: [Int: [(Evidence, [LevelledKey])]] = [:]
        for item in evidence {
            let all = keys(item)
            guard let first = all.first else {
                state.groups.append(EvidenceGroup(key: "", evidence: [item]))
                continue
            }
            if first.level == 0 {
                state.place(item, all, mayJoin: false)
            } else {
                waiting[first.level, default: []].append((item, all))
            }
        }
        for level in waiting.keys.sorted() {
            state.closeLevel()
            for (item, all) in waiting[level] ?? [] { state.place(item, all, mayJoin: true) }
        }
        return state.groups
    }

    private struct State {
        var groups: [EvidenceGroup] = []
        private var byKey: [String: Int] = [:]
        /// Groups that a weaker key names; -1 when there are several.
        private var aliases: [String: Int] = [:]
        private var newAliases: [String: Int] = [:]

        /// Aliases count from the next level on, so that the order inside a level plays no part.
        mutating func closeLevel() {
            aliases.merge(newAliases) { $0 == $1 ? $0 : -1 }
            newAliases = [:]
        }

        mutating func place(_ item: Evidence, _ keys: [LevelledKey], mayJoin: Bool) {
            let primary = keys[0].text
            let alias = mayJoin ? aliases[primary] : nil
            let group: Int
            if let alias, alias >= 0 {
                group = alias
            } else if let known = byKey[primary] {
                group = known
            } else {
                group = groups.count
                groups.append(
                    EvidenceGroup(key: primary, evidence: [], isAmbiguous: alias == -1, isMadeUp: keys[0].isMadeUp)
                )
                byKey[primary] = group
            }
            groups[group].evidence.append(item)
            for key in keys.dropFirst() where newAliases[key.text] ?? group != group { newAliases[key.text] = -1 }
            for key in keys.dropFirst() where newAliases[key.text] == nil { newAliases[key.text] = group }
        }
    }

    /// The keys of a record of these kinds, strongest kind first.
    static func keys(_ evidence: Evidence, _ kinds: [RecordKey.Kind]) -> [LevelledKey] {
        var found: [LevelledKey] = []
        for (level, kind) in kinds.enumerated() {
            for key in evidence.record.keys where key.kind == kind {
                found.append(LevelledKey(level: level, text: "\(kind.rawValue)|\(key.text)"))
            }
        }
        return found
    }

    /// The key by which an entry is named.
    static func name(_ group: EvidenceGroup, _ context: MergeContext) -> String {
        group.key.isEmpty ? description(group.evidence[0], context) : group.key
    }

    /// Stands for a record without a key: what it says, so that it keeps its name when other records arrive.
    static func description(_ evidence: Evidence, _ context: MergeContext) -> String {
        let record = evidence.record
        let parts: [String] = [
            "none", context.reference(evidence.member).text, evidence.region.text, record.source.organisation,
            record.asOf?.description ?? "", evidence.value.map { "\($0.low)-\($0.high ?? -1)" } ?? "",
            record.details.text(.address) ?? "", record.details.month(.periodFrom)?.description ?? "",
        ]
        return parts.joined(separator: "|")
    }
}
