import VerificationDomain

/// A member's marriage records (ID-10, ID-11): the latest event stands, and a spouse outside the household is a
/// question
/// before anything about that spouse may be asked.
enum MarriageEntry: Sendable {
    private enum Event: Sendable {
        case marriage, end, unknown

        var code: String {
            switch self {
            case .marriage: "married"
            case .end: "notMarried"
            case .unknown: "unknown"
            }
        }
    }

    static func add(_ member: Int, _ rows: [Evidence], _ draft: inout PictureDraft) {
        let last = rows.map(registration).max()
        let latest = rows.filter { registration($0) == last }.sorted { ($0.day, $1.index) > ($1.day, $0.index) }
        guard let kept = latest.first else { return }
        let standing = event(kept)
        let key = "marriage|\(draft.context.reference(member).text)"
        var entry = StatusPass.entry(
            .marriage,
            key: key,
            rows,
            code: standing.code,
            date: kept.details.date(.registeredOn),
            kept: kept
        )
        // What has no date may be the latest event too.
        let isContradicted = rows.contains { row in
            (registration(row) == last || registration(row) == .min) && event(row) != standing
        }
        if isContradicted {
            entry.find(.contradictoryMarriage, .review)
            draft.note(.contradictoryMarriage, on: member)
        }
        switch standing {
        case .marriage: checkSpouse(kept, member, &entry, &draft)
        case .unknown: entry.find(.unhandled, .review)
        case .end: break
        }
        draft.add(entry, evidence: rows)
    }

    private static func registration(_ evidence: Evidence) -> Int {
        evidence.details.date(.registeredOn)?.dayNumber ?? .min
    }

    private static func event(_ evidence: Evidence) -> Event {
        guard let text = evidence.details.text(.registrationKind) else { return .unknown }
        if ["离婚", "撤销", "divorce", "annul"].contains(where: { text.contains($0) }) { return .end }
        if ["结婚", "复婚", "marriage"].contains(where: { text.contains($0) }) { return .marriage }
        return .unknown
    }

    private static func checkSpouse(
        _ evidence: Evidence,
        _ member: Int,
        _ entry: inout EntryDraft,
        _ draft: inout PictureDraft
    ) {
        let declared = draft.context.members[member].maritalStatus?.isMarried
        guard let text = evidence.details.text(.spouseIdentity) else {
            // Nobody knows whom; where no marriage was declared, it is undeclared whoever it is.
            guard declared == false else { return }
            entry.find(.undeclaredSpouse, .block)
            draft.note(.undeclaredSpouse, on: member)
            return
        }
        let number = IdentityNumber(text) ?? IdentityNumber(fifteenDigits: text)
        let isMember = number.map { spouse in draft.context.members.contains { $0.identity == spouse } } ?? false
        guard !isMember else { return }
        let isDeclared = declared ?? false
        // Somebody who said that there is no spouse, or did not say, declared this marriage to nobody.
        entry.find(.undeclaredSpouse, isDeclared ? .review : .block)
        draft.note(.undeclaredSpouse, on: member)
    }
}
