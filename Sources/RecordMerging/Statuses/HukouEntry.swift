import VerificationDomain

/// A member's household registration (ID-07): nobody may have two (户口登记条例 Art 6).
enum HukouEntry: Sendable {
    static func add(_ member: Int, _ rows: [Evidence], _ draft: inout PictureDraft) {
        let key = "hukou|\(draft.context.reference(member).text)"
        let live = rows.filter { $0.details.date(.cancelledOn) == nil && $0.details.date(.movedOutOn) == nil }
        // A register of one place says where it is; without a place the region stands for it.
        let places = Dictionary(grouping: live, by: place)
        let left = lastDays(
            rows.filter { $0.details.date(.movedOutOn) != nil || $0.details.date(.cancelledOn) != nil }
        )
        let seen = lastDays(live)
        // A place still stands that nobody left, or that was said to be live after somebody left it.
        let standing = places.keys.filter { seen[$0] ?? .min > left[$0] ?? .min || left[$0] == nil }
        let kept = (standing.isEmpty ? live : standing.flatMap { places[$0] ?? [] })
            .max { (moved($0), $0.day, -$0.index) < (moved($1), $1.day, -$1.index) }
        var entry = StatusPass.entry(.hukou, key: key, rows, code: live.isEmpty ? "ended" : "live", kept: kept)
        if standing.count > 1 {
            entry.find(.twoHukou, .review)
            entry.deciding = nil
            let disputed = Set(standing.flatMap { places[$0] ?? [] }.map(\.reference))
            entry.uses = entry.uses.map { disputed.contains($0.reference) ? RecordUse($0.reference, .disputed) : $0 }
            draft.note(.twoHukou, on: member)
        } else if Set(rows.map(place)).count > 1 {
            entry.find(.twoHukou)
            entry.lead(.twoHukou)
        }
        draft.add(entry, evidence: rows)
        DeathEntry.addFromHukou(member, rows, &draft)
    }

    private static func place(_ evidence: Evidence) -> String {
        let key = evidence.record.key(.registrationNumber) ?? evidence.record.key(.certificateNumber)
        return key?.text ?? evidence.details.text(.address) ?? evidence.region.text
    }

    private static func moved(_ evidence: Evidence) -> Int {
        (evidence.details.date(.registeredOn) ?? evidence.details.date(.startsOn))?.dayNumber ?? .min
    }

    /// The newest as-of day of the rows about each place.
    private static func lastDays(_ rows: [Evidence]) -> [String: Int] {
        rows.reduce(into: [:]) { days, row in days[place(row)] = max(days[place(row)] ?? .min, row.day) }
    }
}
