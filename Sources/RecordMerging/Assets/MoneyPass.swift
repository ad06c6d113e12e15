import VerificationDomain

/// Money assets: accounts, securities, wallets and policies, added up in fen.
enum MoneyPass: Sendable {
    static func run(_ evidence: EvidenceByCategory, into draft: inout PictureDraft) {
        for category in [ItemCategory.deposit, .securities, .electronicWallet, .insurancePolicy] {
            let all = evidence[category]
            guard !all.isEmpty else { continue }
            let first = draft.entries.count
            let details = all.filter { $0.details.flag(.aggregate) != true }
            let aggregates = all.filter { $0.details.flag(.aggregate) == true }
            var accounts = groups(of: details, category)
            AggregatePass.settle(aggregates, &accounts, category, &draft)
            for group in accounts {
                draft.add(MoneyEntry.make(group, category, draft.context), evidence: group.evidence)
            }
            KeylessDoubt.settle(from: first, in: &draft)
        }
    }

    private static func groups(of evidence: [Evidence], _ category: ItemCategory) -> [EvidenceGroup] {
        var occurrences: [String: Int] = [:]
        return EvidenceGrouping.groups(evidence) { item in
            let keys = keys(item, category)
            return keys.isEmpty ? fallback(item, &occurrences) : keys
        }
    }

    private static func keys(_ evidence: Evidence, _ category: ItemCategory) -> [EvidenceGrouping.LevelledKey] {
        switch category {
        case .deposit: return EvidenceGrouping.keys(evidence, [.bankAccount, .bankCard])
        case .electronicWallet: return EvidenceGrouping.keys(evidence, [.walletAccount])
        case .insurancePolicy: return EvidenceGrouping.keys(evidence, [.policyNumber])
        default:
            // Two members may hold the same fund at the same custodian, so the holder is part of the key.
            guard let instrument = evidence.record.key(.instrument) else { return heldAccount(evidence) }
            let holder = "\(evidence.member)|\(instrument.text)"
            let plain = EvidenceGrouping.LevelledKey(level: 1, text: "instrument|\(holder)")
            guard let custodian = evidence.record.key(.custodian) else { return [plain] }
            return [.init(level: 0, text: "custodian|\(holder)|\(custodian.text)"), plain]
        }
    }

    /// A securities account without an instrument: everything that names it, beyond the custodian alone.
    private static func heldAccount(_ evidence: Evidence) -> [EvidenceGrouping.LevelledKey] {
        let keys = evidence.record.keys
        guard keys.contains(where: { $0.kind != .custodian && $0.kind != .bank }) else { return [] }
        let name = keys.map { "\($0.kind.rawValue)=\($0.text)" }.joined(separator: "|")
        return [.init(level: 2, text: "account|\(evidence.member)|\(name)")]
    }

    /// Without a key: the same row of a national register that several regions passed on is one, and two rows of one
    /// region are two, so that k accounts "not over T" may hold T·k (F-08). Other amounts stand alone.
    private static func fallback(
        _ evidence: Evidence,
        _ occurrences: inout [String: Int]
    ) -> [EvidenceGrouping.LevelledKey] {
        let isNational = evidence.record.source.scope == .national
        guard let value = evidence.value, isNational || evidence.precision != .exact else { return [] }
        let kind = evidence.precision == .exact ? "row" : "statement"
        let amount = "\(value.low)-\(value.high ?? -1)"
        let row = "\(kind)|\(evidence.member)|\(evidence.record.source.organisation)|\(amount)"
        let inRegion = "\(row)|\(evidence.region.text)"
        let occurrence = occurrences[inRegion, default: 0] + 1
        occurrences[inRegion] = occurrence
        return [.init(level: 0, text: "\(isNational ? row : inRegion)|\(occurrence)", isMadeUp: true)]
    }
}
