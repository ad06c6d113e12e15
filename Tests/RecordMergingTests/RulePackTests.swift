import RecordMerging
import TestSupport
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
        // Temporary assistance is not held to the standard of the minimum living guarantee.
        #expect(!pack.applies(to: .temporaryAssistance, in: pack.region, on: CalendarDate("2026-07-06")!))
        #expect(pack.hasLimits)
    }

    @Test("every region has a pack for temporary assistance, without limits", arguments: RulePackFiles.withoutLimits)
    func temporaryAssistance(name: String) throws {
        let pack = try RulePackFiles.pack(name)
        #expect(pack.id == name)
        #expect(pack.verification == .unverified)
        let place = RegionCode("\(name.prefix(2))0101")!
        #expect(pack.applies(to: .temporaryAssistance, in: place, on: CalendarDate("2026-11-20")!))
        #expect(!pack.applies(to: .dibao, in: place, on: CalendarDate("2026-11-20")!))
        #expect(!pack.hasLimits)
        #expect(pack.moneyAssetCap == nil)
    }

    @Test("a pack ends with its last day")
    func lastDay() {
        let pack = Cases.pack(.object(["effectiveTo": "2026-06-30"]))
        let place = RegionCode("310101")!
        #expect(pack.applies(to: .dibao, in: place, on: CalendarDate("2026-06-30")!))
        #expect(!pack.applies(to: .dibao, in: place, on: CalendarDate("2026-07-01")!))
    }

    @Test(
        "a programme whose limits are not known is refused",
        arguments: [["tekun"], ["dibao", "rigidExpenditure"], ["dibao", "temporaryAssistance"]]
    )
    func unknownLimits(programmes: [String]) throws {
        let change = JSONValue.object(["programmes": .array(programmes.map(JSONValue.string))])
        #expect(throws: RulePackError(.notAllowed, at: "$.programmes", "")) { try RulePack(Cases.document(change)) }
        #expect(try schemaErrors(Cases.document(change)) != [])
    }

    @Test("a pack for temporary assistance that states a limit is refused")
    func limitWithoutRule() throws {
        let document = Cases.document(.object(["programmes": ["temporaryAssistance"]]))
        #expect(throws: RulePackError(.notAllowed, at: "$.standardMonthlyFen", "")) { try RulePack(document) }
        #expect(try schemaErrors(document) != [])
    }

    private let schemas = Result { try SchemaValidator(folder: RulePackFiles.schemas) }

    private func schemaErrors(_ document: RulePackDocument) throws -> [String] {
        try schemas.get().errors(document.value, by: "rule-pack.schema.json")
    }

    @Test(
        "the schema takes every pack that ships, as written and as read",
        arguments: RulePackFiles.names + RulePackFiles.withoutLimits
    )
    func schemaTakesPacks(name: String) throws {
        let document = try RulePackFiles.document(RulePackFiles.bytes(name))
        let filled = document.filled(from: try RulePackFiles.document(RulePackFiles.bytes("shared")))
        #expect(try schemaErrors(filled) == [])
        #expect(try schemaErrors(RulePackDocument(RulePackFiles.pack(name).json)) == [])
    }

    @Test("schema and reader take the same rationals", arguments: ["3/2", "2", "999999999/7"])
    func rationals(text: String) throws {
        let document = Cases.document(.object(["edgeMultiplier": .string(text)]))
        #expect(try schemaErrors(document) == [])
        #expect(try RulePack(document).edgeMultiplier == Share(text))
    }

    @Test(
        "schema and reader refuse the shares of registers as figures",
        arguments: ["0.5", "50%", "二分之一", "1/2/3", "01/2", "1/", "", "１/２", "1234567890", "-1/2", "0"]
    )
    func noRationals(text: String) throws {
        let document = Cases.document(.object(["edgeMultiplier": .string(text)]))
        #expect(throws: RulePackError(.notAllowed, at: "$.edgeMultiplier", "")) { try RulePack(document) }
        #expect(try schemaErrors(document) != [])
    }

    @Test("the figures of the packs are those that were written")
    func figures() throws {
        let shanghai = try RulePackFiles.pack("310000-dibao")
        #expect(shanghai.standardMonthlyFen == 159_500)
        #expect(shanghai.edgeMultiplier == Share("3/2"))
        #expect(shanghai.moneyAssetCap?.amount == .fen(3_000_000))
        #expect(shanghai.vehicles.maxCount == 0)
        #expect(shanghai.exclusion(of: .basicPension, in: YearMonth("2025-12")!) != nil)
        #expect(shanghai.exclusion(of: .basicPension, in: YearMonth("2026-01")!) == nil)
        #expect(shanghai.homes.exceptionMaxCount == 2)
        #expect(shanghai.vehicles.exceptions == [.disabilityAid])
        #expect(try RulePackFiles.pack("320000-dibao").edgeMultiplier == Share("3/2"))
        #expect(try RulePackFiles.pack("320000-dibao").vehicles.exceptions == [.disabilityAid, .livelihoodTool])
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
            (#"{"homes": {"exceptionMaxCount": 51}}"#, .notAllowed, "$.homes.exceptionMaxCount"),
            (#"{"vehicles": {"exceptions": ["sportsCar"]}}"#, .notAllowed, "$.vehicles.exceptions[0]"),
            (#"{"effectiveTo": null}"#, .wrongType, "$.effectiveTo"),
        ]
    )
    func wrongField(change: String, code: RulePackError.Code, path: String) throws {
        let changes = try YAMLDecoder().decode(RulePackDocument.self, from: change)
        let document = changes.filled(from: Cases.document())
        #expect(throws: RulePackError(code, at: path, "")) { try RulePack(document) }
        // A schema cannot compare two dates or two numbers; everything else it refuses too.
        let isComparison = change.contains(#""effectiveTo": "2020"#) || change.contains(#""min": 9"#)
        #expect(try schemaErrors(document).isEmpty == isComparison)
    }

    @Test("a citation that is missing is named")
    func citation() {
        guard case .object(let members) = Cases.document().value else { return #expect(Bool(false)) }
        let without = members.filter { $0.name != "citations" } + [.init("citations", .object([]))]
        #expect(throws: RulePackError(.missing, at: "$.citations.edgeMultiplier", "")) {
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

    @Test(
        "a pack writes itself with its defaults and reads back the same",
        arguments: RulePackFiles.names + RulePackFiles.withoutLimits
    )
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
