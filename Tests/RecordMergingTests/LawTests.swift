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
            let first = generated.picture().canonicalBytes
            return generated.picture(generated.shuffled(&random)).canonicalBytes == first
        }
        #expect(broken == [])
    }

    @Test("idempotent: an answer that is given twice changes nothing")
    func idempotence() {
        let broken = broken(10_000) { generated, random in
            let again = generated.legs.filter { _ in random.chance(60) }
            return generated.picture(generated.legs + again).canonicalBytes == generated.picture().canonicalBytes
        }
        #expect(broken == [])
    }

    @Test("total: every record ends in exactly one place")
    func total() {
        let broken = broken(20_000) { generated, _ in
            let picture = generated.picture()
            let placed = picture.entries.flatMap { $0.sources.map(\.reference) } + picture.setAside.map(\.reference)
            let records = RecordMerger.records(of: generated.legs)
            return placed.sorted() == records.map(\.reference).sorted() && records.count == Self.sent(generated.legs)
        }
        #expect(broken == [])
    }

    /// Each region's records, as often as the answer that has them most often.
    private static func sent(_ legs: [LegFinding]) -> Int {
        Dictionary(grouping: legs, by: \.region).values.reduce(0) { sum, answers in
            var most: [[UInt8]: Int] = [:]
            for answer in answers {
                let counts = Dictionary(grouping: answer.records, by: \.json.canonicalBytes).mapValues(\.count)
                most.merge(counts) { max($0, $1) }
            }
            return sum + most.values.reduce(0, +)
        }
    }

    @Test("honest: without an answer its classes are open and name the leg, and nothing that was open closes")
    func honesty() {
        let broken = broken(30_000) { generated, random in
            let region = random.pick(generated.legs).region
            let lost = generated.legs.filter { $0.region == region }
            let asked = Array(Set(lost.flatMap { $0.outcomes.map { SubjectItem($0.subject, $0.item) } }))
            let silent = LegFinding(region: region, asked: asked, status: .unavailable(.unreachable))
            let before = generated.picture()
            let after = generated.picture(generated.legs.filter { $0.region != region } + [silent])
            return Self.names(asked, region, in: after) && Self.keepsOpen(before, after)
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
            let picture = generated.picture()
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
        // A dispute about what a later death settles is over.
        let isSettled = entry.roles.contains(.ignored(.afterDeath))
        if entry.shows(.sourcesDisagree), !entry.roles.contains(.disputed), !isSettled { return false }
        // Something stands, was left out for a reason, or waits for a reviewer: never only what gave way to nothing.
        guard entry.roles.contains(where: { $0 != .superseded && $0 != .duplicate }) else { return false }
        // That there is one source explains no record that gave way to another.
        let reasons = ([entry.rule] + entry.notes).filter { $0 != .singleSource }
        if entry.roles.contains(where: { $0 != .kept }), reasons.isEmpty { return false }
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
            let picture = generated.picture()
            let bytes = picture.canonicalBytes
            let read = try Picture(json: JSONCursor(JSONParser.parse(bytes, limits: limits)))
            let pack = try RulePack(json: JSONCursor(generated.pack.json))
            return generated.picture(pack: pack).canonicalBytes == bytes && read.canonicalBytes == bytes
        }
        #expect(broken == [])
    }

    @Test("the generated cases hold every item, decisions that apply, regions that answer twice and every role")
    func generator() {
        var items: Set<ItemCategory> = []
        var roles: Set<String> = []
        var (applied, answeredTwice, undivided) = (0, 0, 0)
        for seed in 0..<400 {
            let generated = GeneratedCase(seed: seed)
            let picture = generated.picture()
            items.formUnion(generated.legs.flatMap { $0.records.map(\.category) })
            roles.formUnion(picture.entries.flatMap(\.roles).map(\.code))
            applied += picture.entries.count { $0.decision != nil }
            undivided += picture.entries.count { $0.shows(.sharesContradict) }
            if Set(generated.legs.map(\.region)).count < generated.legs.count { answeredTwice += 1 }
        }
        #expect(items == Set(ItemCategory.allCases))
        #expect(roles == ["kept", "superseded", "duplicate", "disputed", "ignored"])
        #expect(applied > 100)
        #expect(answeredTwice > 50)
        #expect(undivided > 10)
    }
}
