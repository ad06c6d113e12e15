import VerificationDomain

/// Money assets: accounts, securities, wallets and policies, added up in fen.
enum MoneyPass: Sendable {
    static func run(_ evidence: EvidenceByCategory, into draft: inout PictureDraft) {
        for category in [ItemCategory.deposit, .securities, .electronicWallet, .insurancePolicy] {
            let all = evidence[category]
            guard !all.isEmpty else { continue }
            let details = all.filter { $0.details.flag(.aggregate) != true }
            let aggregates = all.filter { $0.details.flag(.aggregate) == true }
            var accounts = groups(of: details, category)
            AggregatePass.settle(aggregates, &accounts, category, &draft)
            for group in accounts {
                draft.add(MoneyEntry.make(group, category, draft.context), evidence: group.evidence)
            }
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

    /// Without a key: statements of one source about one person belong together, and so do the same row of a national
    /// register that several regions passed on. Other amounts stand alone.
    private static func fallback(
        _ evidence: Evidence,
        _ occurrences: inout [String: Int]
    ) -> [EvidenceGrouping.LevelledKey] {
        let source = "\(evidence.member)|\(evidence.record.source.organisation)"
        if evidence.precision != .exact, evidence.value != nil {
            return [.init(level: 0, text: "statement|\(source)|\(evidence.region.text)")]
        }
        guard evidence.record.source.scope == .national, let fen = evidence.exactFen else { return [] }
        let row = "row|\(source)|\(fen)"
        let occurrence = occurrences["\(row)|\(evidence.region.text)", default: 0] + 1
        occurrences["\(row)|\(evidence.region.text)"] = occurrence
        return [.init(level: 0, text: "\(row)|\(occurrence)")]
    }
}
