import Coordination
import RecordMerging
import TestSupport
import Testing
import VerificationDomain

@Suite("report.json reads back as it was written, and its schema takes exactly what the reader takes")
struct ReportFormTests {
    private func read(_ json: JSONValue) throws(JSONReadingError) -> VerificationReport {
        try VerificationReport(json: JSONCursor(json))
    }

    @Test("what is read back is the same report, and gives the same bytes")
    func roundTrip() async throws {
        for issued in try await ReportExamples.all() {
            let report = try read(try ReportExamples.json(issued))
            #expect(report == issued.report)
            #expect(report.json.canonicalBytes == issued.bytes)
        }
    }

    @Test("every issued report is valid by the schema")
    func valid() async throws {
        let schemas = try ReportExamples.schemas()
        for issued in try await ReportExamples.all() {
            #expect(try schemas.errors(try ReportExamples.json(issued), by: "report.schema.json") == [])
        }
    }

    @Test("a member that nobody knows is invalid in every object of a report")
    func unknownMember() async throws {
        let schemas = try ReportExamples.schemas()
        for issued in try await ReportExamples.all() {
            let json = try ReportExamples.json(issued)
            #expect(json.objectPaths.count > 40)
            for path in json.objectPaths {
                let changed = json.changing(path[...]) { $0.with("surprise", true) }
                #expect(try !schemas.errors(changed, by: "report.schema.json").isEmpty, "\(path)")
            }
        }
    }

    private static let ownParts: [[String]] = [
        [], ["report"], ["application"], ["members", "0"], ["legs", "0"], ["descriptions", "0"], ["basis"], ["picture"],
    ]

    @Test("the reader takes no unknown member in the report's own parts either", arguments: ownParts)
    func readerRefusesUnknown(path: [String]) async throws {
        let json = try ReportExamples.json(try await ReportExamples.full())
        let changed = json.changing(path[...]) { $0.with("surprise", true) }
        #expect(throws: JSONReadingError.self) { try read(changed) }
    }

    @Test("whatever the schema takes after a member was removed, the reader takes too")
    func removedMember() async throws {
        let schemas = try ReportExamples.schemas()
        var refused = 0
        for issued in try await ReportExamples.all() {
            let json = try ReportExamples.json(issued)
            for path in json.objectPaths {
                for name in json.part(path).memberNames {
                    let changed = json.changing(path[...]) { $0.without(name) }
                    guard try schemas.errors(changed, by: "report.schema.json").isEmpty else {
                        refused += 1
                        continue
                    }
                    #expect(throws: Never.self, "\(path) without \(name)") { try read(changed) }
                }
            }
        }
        #expect(refused > 100)
    }

    @Test("a value of another kind is refused by both", arguments: ownParts.dropFirst())
    func wrongKind(path: [String]) async throws {
        let schemas = try ReportExamples.schemas()
        let json = try ReportExamples.json(try await ReportExamples.full())
        let changed = json.changing(path[...]) { _ in "text" }
        #expect(try !schemas.errors(changed, by: "report.schema.json").isEmpty)
        #expect(throws: JSONReadingError.self) { try read(changed) }
    }

    @Test("hostile values are refused by both")
    func hostile() async throws {
        let schemas = try ReportExamples.schemas()
        let json = try ReportExamples.json(try await ReportExamples.partial())
        let changes: [([String], JSONValue)] = [
            (["format"], "hedui-report/2"), (["legs", "1", "outcome"], "none"),
            (["legs", "1", "reason"], "quarantine"),
            (["legs", "1", "state"], "lost"), (["report", "version"], 0), (["report", "requestNo"], "1"),
            (["report", "issuer"], "31"), (["report", "case"], "1"), (["report", "issuedAt"], "yesterday"),
            (["basis", "registrySerial"], 0), (["basis", "legalBasis"], "none"), (["pictureDigest"], "sm3:00"),
            (["members"], []), (["legs"], []), (["picture", "form"], 2),
            (["picture", "coverage", "0", "outcome"], "maybe"), (["picture", "totals", "0", "completeness"], "so so"),
            (["application", "applicant"], "a b"), (["application", "programme"], "other"),
        ]
        for (path, value) in changes {
            let changed = json.changing(path[...]) { _ in value }
            #expect(changed != json, "\(path)")
            #expect(try !schemas.errors(changed, by: "report.schema.json").isEmpty, "\(path)")
            #expect(throws: JSONReadingError.self, "\(path)") { try read(changed) }
        }
    }

    @Test("a report has at most 40 legs, for the reader and by the schema")
    func legCount() async throws {
        let schemas = try ReportExamples.schemas()
        let json = try ReportExamples.json(try await ReportExamples.full())
        func report(legs count: Int) -> JSONValue {
            json.changing(["legs"]) { .array(Array(repeating: $0.part(["0"]), count: count)) }
        }
        #expect(try read(report(legs: 40)).legs.count == 40)
        #expect(try schemas.errors(report(legs: 40), by: "report.schema.json") == [])
        #expect(throws: JSONReadingError.self) { try read(report(legs: 41)) }
        #expect(try !schemas.errors(report(legs: 41), by: "report.schema.json").isEmpty)
    }

    @Test("a number that is not masked is invalid by the schema")
    func unmasked() async throws {
        let json = try ReportExamples.json(try await ReportExamples.full())
        let number = try #require(Examples.numbers["m1"]).text
        let changed = json.changing(["members", "0", "idNumberMasked"]) { _ in .string(number) }
        #expect(try !ReportExamples.schemas().errors(changed, by: "report.schema.json").isEmpty)
    }

    @Test("every code of the program is in the schemas, and no other")
    func codes() throws {
        let schemas = try ReportExamples.schemas()
        func codes(_ reference: String) throws -> Set<String> {
            guard case .array(let elements)? = try schemas.schema(reference)["enum"] else { return [] }
            return Set(elements.compactMap { if case .string(let text) = $0 { text } else { nil } })
        }
        let picture = "picture.schema.json#/$defs/"
        #expect(try codes(picture + "rule") == Set(RuleIdentifier.allCases.map(\.rawValue)))
        #expect(try codes(picture + "severity") == Set(Severity.allCases.map(\.rawValue)))
        #expect(try codes(picture + "valuationClass") == Set(ValuationClass.allCases.map(\.rawValue)))
        #expect(try codes(picture + "incomeKind") == Set(IncomeKind.allCases.map(\.rawValue)))
        #expect(try codes(picture + "status") == Set(Indication.Status.allCases.map(\.rawValue)))
        let parts = picture + "indicationLine/properties/"
        #expect(try codes(parts + "limit") == Set(IndicationLine.Limit.allCases.map(\.rawValue)))
        #expect(try codes(parts + "reason") == Set(IndicationLine.Reason.allCases.map(\.rawValue)))
        let indication = picture + "indication/properties/"
        #expect(try codes(indication + "wording") == Set(Indication.Wording.allCases.map(\.rawValue)))
        #expect(try codes(indication + "zh") == Set(Indication.Wording.allCases.map(\.chinese)))
        #expect(
            try codes(picture + "recordUse/properties/reason") == Set(IgnoredReason.allCases.map(\.rawValue))
        )
        #expect(
            try codes(picture + "setAside/properties/reason") == Set(SetAsideRecord.Reason.allCases.map(\.rawValue))
        )
        #expect(
            try codes(picture + "comparisonLine/properties/result")
                == Set(ComparisonLine.Result.allCases.map(\.rawValue))
        )
        #expect(
            try codes(picture + "total/properties/completeness") == Set(Completeness.allCases.map(\.rawValue))
        )
        #expect(
            try codes(picture + "pictureMember/properties/counting")
                == Set(PictureMember.Counting.allCases.map(\.rawValue))
        )
        #expect(
            try codes("report.schema.json#/$defs/leg/properties/state")
                == Set(LegState.allCases.filter(\.isFinal).map(\.rawValue))
        )
        #expect(
            try codes("report.schema.json#/$defs/basis/properties/legalBasis") == Set(LegalBasis.all.map(\.code))
        )
    }
}
