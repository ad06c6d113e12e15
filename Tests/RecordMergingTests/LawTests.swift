import RecordMerging
import Testing
import VerificationDomain

/// The six laws of docs/merging.md, over generated households.
@Suite("The laws of merging")
struct LawTests {
    static let cases = 1_000

    /// The seeds for which a law does not hold.
    private func broken(_ offset: Int, where holds: (GeneratedCase, inout SeededRandom) throws -> Bool) rethrows
        -> [Int]
    {
        var broken: [Int] = []
        for seed in offset..<(offset + Self.cases) {
            var random = SeededRandom(seed &* 7_919)
            if try !holds(GeneratedCase(seed: seed), &random) { broken.append(seed) }
        }
        return broken
    }

    @Test("order-independent: any order of legs, subjects and records gives the same picture")
    func order() {
        let broken = broken(0) { generated, random in
            let first = RecordMerger.merge(generated.input)
            let second = Cases.merge(generated.shuffled(&random), household: generated.household, pack: generated.pack)
            return first == second
        }
        #expect(broken == [])
    }

    @Test("idempotent: an answer that is given twice changes nothing")
    func idempotence() {
        let broken = broken(10_000) { generated, random in
            let again = generated.legs.filter { _ in random.chance(60) }
            let twice = Cases.merge(generated.legs + again, household: generated.household, pack: generated.pack)
            return twice == RecordMerger.merge(generated.input)
        }
        #expect(broken == [])
    }

    @Test("total: every record ends in exactly one place")
    func total() {
        let broken = broken(20_000) { generated, _ in
            let picture = RecordMerger.merge(generated.input)
            let placed = picture.entries.flatMap { $0.sources.map(\.reference) } + picture.setAside.map(\.reference)
            let records = RecordMerger.records(of: generated.legs)
            let sent = generated.legs.reduce(0) { $0 + $1.records.count }
            return placed.sorted() == records.map(\.reference).sorted() && records.count == sent
        }
        #expect(broken == [])
    }

    @Test("honest: without an answer its classes are open and name the leg, and nothing that was open closes")
    func honesty() {
        let broken = broken(30_000) { generated, random in
            let lost = random.below(generated.legs.count)
            let leg = generated.legs[lost]
            var legs = generated.legs
            let asked = leg.outcomes.map { SubjectItem($0.subject, $0.item) }
            legs[lost] = LegFinding(region: leg.region, asked: asked, status: .unavailable(.unreachable))
            let before = RecordMerger.merge(generated.input)
            let after = Cases.merge(legs, household: generated.household, pack: generated.pack)
            return Self.names(asked, leg.region, in: after) && Self.keepsOpen(before, after)
                && (asked.isEmpty || after.indication.status != .within)
                && !(before.indication.status != .within && after.indication.status == .within)
        }
        #expect(broken == [])
    }

    private static func names(_ asked: [SubjectItem], _ region: ProvinceCode, in picture: Picture) -> Bool {
        asked.allSatisfy { pair in
            guard let total = picture.total(pair.item.valuation) else { return false }
            return total.interval.isOpen && total.completeness == .lowerBound
                && total.openLegs.contains { $0.region == region && $0.subject == pair.subject && $0.item == pair.item }
                && picture.total(pair.item.valuation, of: pair.subject)?.interval.isOpen == true
        }
    }

    private static func keepsOpen(_ before: Picture, _ after: Picture) -> Bool {
        before.totals.allSatisfy { total in
            !total.interval.isOpen || after.total(total.valuation, of: total.member)?.interval.isOpen ?? true
        }
    }

    @Test("explained: each entry lists its records, its rule, and what was rejected and why")
    func explanation() {
        let broken = broken(40_000) { generated, _ in
            let picture = RecordMerger.merge(generated.input)
            return picture.entries.allSatisfy(Self.isExplained) && Self.addsUp(picture)
                && picture.conflicts.allSatisfy { !$0.explanation.chinese.isEmpty && !$0.explanation.english.isEmpty }
                && picture.entries.filter(\.needsReview).allSatisfy { entry in
                    picture.conflicts.contains { $0.entries.contains(entry.id) && $0.severity == entry.severity }
                }
        }
        #expect(broken == [])
    }

    private static func isExplained(_ entry: PictureEntry) -> Bool {
        guard !entry.sources.isEmpty, !entry.explanation.chinese.isEmpty, !entry.explanation.english.isEmpty,
            !entry.holders.isEmpty
        else { return false }
        if entry.shows(.sourcesDisagree), !entry.roles.contains(.disputed) { return false }
        guard let deciding = entry.decidedBy else { return true }
        return entry.sources.contains { $0.reference.region == deciding.region }
    }

    /// The household's answered total is the sum of its entries, or open.
    private static func addsUp(_ picture: Picture) -> Bool {
        picture.totals.filter { $0.member == nil }.allSatisfy { total in
            let sum = picture.entries.filter { $0.valuation == total.valuation }.map(\.contribution)
                .reduce(Interval.zero) { $0.adding($1) }
            return sum.low == total.answered.low && (sum.high == total.answered.high || total.answered.isOpen)
        }
    }

    @Test("replayable: the same inputs and pack give the same bytes, also after everything was written and read again")
    func replay() throws {
        let limits = JSONLimits(byteCount: 1 << 22)
        let broken = try broken(50_000) { generated, _ in
            let picture = RecordMerger.merge(generated.input)
            let bytes = picture.canonicalBytes
            let read = try Picture(json: JSONCursor(JSONParser.parse(bytes, limits: limits)))
            let pack = try RulePack(json: JSONCursor(generated.pack.json))
            let again = Cases.merge(generated.legs, household: generated.household, pack: pack)
            return read == picture && again == picture && read.canonicalBytes == bytes
        }
        #expect(broken == [])
    }
}
