import RecordMerging
import Testing
import VerificationDomain
import Yams

@Suite("Rule packs")
struct RulePackTests {
    @Test("every pack that ships reads, is unverified and decides for its province", arguments: RulePackFiles.names)
    func shipped(name: String) throws {
        let pack = try RulePackFiles.pack(name)
        #expect(pack.id == name)
        #expect(pack.verification == .unverified)
        #expect(pack.region.text == String(name.prefix(6)))
        #expect(pack.applies(to: .dibao, in: RegionCode("\(name.prefix(2))0101")!, on: CalendarDate("2026-07-06")!))
        #expect(!pack.applies(to: .tekun, in: pack.region, on: CalendarDate("2026-07-06")!))
        #expect(!pack.applies(to: .dibao, in: RegionCode("110101")!, on: CalendarDate("2026-07-06")!))
        #expect(!pack.applies(to: .dibao, in: pack.region, on: CalendarDate("2000-01-01")!))
    }

    @Test("the figures of the packs are those that were written")
    func figures() throws {
        let shanghai = try RulePackFiles.pack("310000-dibao")
        #expect(shanghai.standardMonthlyFen == 159_500)
        #expect(shanghai.edgeMultiplier == Share("3/2"))
        #expect(shanghai.moneyAssetCap.amount == .fen(3_000_000))
        #expect(shanghai.vehicles.maxCount == 0)
        #expect(shanghai.exclusion(of: .basicPension, in: YearMonth("2025-12")!) != nil)
        #expect(shanghai.exclusion(of: .basicPension, in: YearMonth("2026-01")!) == nil)
        #expect(try RulePackFiles.pack("320000-dibao").edgeMultiplier == Share("2"))
        #expect(try RulePackFiles.pack("330000-dibao").vehicles.maxValueFen == 5_000_000)
    }

    @Test("a pack that extends the shared defaults needs them")
    func needsDefaults() throws {
        let document = try RulePackFiles.document(RulePackFiles.bytes("310000-dibao"))
        #expect(throws: RulePackError(.missing, at: "$.extends", "")) { try RulePack(document) }
    }

    @Test(
        "a wrong field is named by its path",
        arguments: [
            (#"{"standardMonthlyFen": "1510"}"#, RulePackError.Code.wrongType, "$.standardMonthlyFen"),
            (#"{"standardMonthlyFen": 0}"#, .notAllowed, "$.standardMonthlyFen"),
            (#"{"edgeMultiplier": "one and a half"}"#, .notAllowed, "$.edgeMultiplier"),
            (#"{"edgeMultiplier": "1/0"}"#, .notAllowed, "$.edgeMultiplier"),
            (#"{"moneyAssetCap": {"months": 24}}"#, .notAllowed, "$.moneyAssetCap"),
            (#"{"moneyAssetCap": {"basis": "perHead"}}"#, .notAllowed, "$.moneyAssetCap.basis"),
            (#"{"vehicles": {"allowed": true}}"#, .notAllowed, "$.vehicles"),
            (#"{"vehicles": {"allowed": false, "maxCount": 1}}"#, .notAllowed, "$.vehicles"),
            (#"{"homes": {"maxCount": -1}}"#, .notAllowed, "$.homes.maxCount"),
            (#"{"verified": true}"#, .notAllowed, "$.verified"),
            (#"{"verified": {"by": "an officer"}}"#, .missing, "$.verified.at"),
            (#"{"region": "31"}"#, .notAllowed, "$.region"),
            (#"{"programmes": []}"#, .notAllowed, "$.programmes"),
            (#"{"effectiveTo": "2020-01-01"}"#, .notAllowed, "$.effectiveTo"),
            (#"{"effectiveFrom": "1 July"}"#, .notAllowed, "$.effectiveFrom"),
            (#"{"excludedIncomeKinds": [{"kind": "lottery"}]}"#, .notAllowed, "$.excludedIncomeKinds[0].kind"),
            (#"{"plausibleFen": {"spaceship": {"min": 0, "max": 1}}}"#, .unknownName, "$.plausibleFen.spaceship"),
            (#"{"plausibleFen": {"vehicle": {"min": 9, "max": 1}}}"#, .notAllowed, "$.plausibleFen.vehicle"),
            (#"{"tolerances": {"wagePermille": 1001}}"#, .notAllowed, "$.tolerances.wagePermille"),
            (#"{"standartMonthlyFen": 1}"#, .unknownName, "$"),
            (#"{"precedence": {"wage": ["incomeTax", "incomeTax"]}}"#, .notAllowed, "$.precedence.wage[1]"),
            (#"{"citations": null}"#, .missing, "$.citations"),
        ]
    )
    func wrongField(change: String, code: RulePackError.Code, path: String) throws {
        let changes = try YAMLDecoder().decode(RulePackDocument.self, from: change)
        #expect(throws: RulePackError(code, at: path, "")) {
            try RulePack(changes.filled(from: Cases.document()))
        }
    }

    @Test("a citation that is missing is named")
    func citation() {
        guard case .object(let members) = Cases.document().value else { return #expect(Bool(false)) }
        let without = members.filter { $0.name != "citations" } + [.init("citations", .object([]))]
        #expect(throws: RulePackError(.missing, at: "$.citations.standardMonthlyFen", "")) {
            try RulePack(RulePackDocument(.object(without)))
        }
    }

    @Test("fractions are not taken for amounts", arguments: ["1510.5", "1.51e5", "0x1F4.8"])
    func fractions(text: String) throws {
        let changes = try YAMLDecoder().decode(RulePackDocument.self, from: "standardMonthlyFen: \(text)")
        #expect(throws: RulePackError(.wrongType, at: "$.standardMonthlyFen", "")) {
            try RulePack(changes.filled(from: Cases.document()))
        }
    }

    @Test("the error inside a decoder's error is found again")
    func insideDecoder() throws {
        do {
            _ = try YAMLDecoder().decode(RulePack.self, from: "id: a b")
            Issue.record("a pack with one field was read")
        } catch {
            #expect(RulePackError(decoding: error) == RulePackError(.notAllowed, at: "$.id", ""))
        }
        do {
            _ = try YAMLDecoder().decode(RulePack.self, from: "{")
            Issue.record("half a document was read")
        } catch {
            #expect(RulePackError(decoding: error).code == .unreadable)
        }
    }

    @Test("a pack writes itself with its defaults and reads back the same", arguments: RulePackFiles.names)
    func roundTrip(name: String) throws {
        let pack = try RulePackFiles.pack(name)
        let text = try YAMLEncoder().encode(pack)
        #expect(try YAMLDecoder().decode(RulePack.self, from: text) == pack)
    }

    @Test("one changed byte in a pack or in its defaults changes what is digested")
    func digestInput() throws {
        let (pack, shared) = (try RulePackFiles.bytes("310000-dibao"), try RulePackFiles.bytes("shared"))
        let original = RulePackDocument.digestInput(pack: pack, defaults: shared)
        for position in stride(from: 0, to: pack.count, by: 37) {
            var changed = pack
            changed[position] ^= 1
            #expect(RulePackDocument.digestInput(pack: changed, defaults: shared) != original)
        }
        var changed = shared
        changed[10] ^= 1
        #expect(RulePackDocument.digestInput(pack: pack, defaults: changed) != original)
        let moved = RulePackDocument.digestInput(pack: pack + shared.prefix(1), defaults: Array(shared.dropFirst()))
        #expect(moved != original)
        #expect(RulePackDocument.digestInput(pack: pack, defaults: nil) != original)
    }

    @Test("every rule has its words in both languages, and no two share a code")
    func words() {
        for rule in RuleIdentifier.allCases {
            #expect(!rule.text.chinese.isEmpty, "\(rule.rawValue)")
            #expect(!rule.text.english.isEmpty, "\(rule.rawValue)")
        }
        #expect(Set(RuleIdentifier.allCases.map(\.rawValue)).count == RuleIdentifier.allCases.count)
    }
}
