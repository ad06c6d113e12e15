import ExchangeProtocol
import Foundation
import TestSupport
import Testing
import VerificationDomain

@Suite("docs/exchange-protocol.md says what the code says")
struct DocumentTests {
    let text: String

    init() throws { text = try SchemaFolder.text("docs/exchange-protocol.md") }

    /// The cells of the table under this header line, without the line of dashes.
    private func table(_ header: String) throws -> [[String]] {
        let start = try #require(text.range(of: "\n\(header)\n"))
        let rows = text[start.upperBound...].split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
            .prefix { $0.hasPrefix("|") }
        return rows.map { row in
            row.dropFirst().dropLast().split(separator: "|", omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: .whitespaces) }
        }
    }

    /// Every `code` in a cell.
    private func codes(_ cell: String) -> [String] { cell.matches(of: /`([^`]+)`/).map { String($0.output.1) } }

    @Test("the table of refusals holds every code with its status, and no other")
    func refusals() throws {
        let rows = try table("| code | step | status | what the sender does |")
        #expect(rows.map { codes($0[0]) } == rows.map { [codes($0[0])[0]] })
        #expect(Set(rows.flatMap { codes($0[0]) }) == Set(RefusalCode.allCases.map(\.rawValue)))
        for row in rows { #expect(row[2] == RefusalCode(rawValue: codes(row[0])[0])?.httpStatus.description, "\(row)") }
        #expect(rows.count == RefusalCode.allCases.count)
    }

    @Test("the table of problems holds every kind with its status, and no other")
    func problems() throws {
        let rows = try table("| problem | status | step |")
        let kinds = rows.flatMap { row in codes(row[0]).map { ($0, row[1]) } }
        #expect(kinds.count == ProblemDetails.Kind.allCases.count)
        for kind in ProblemDetails.Kind.allCases {
            #expect(kinds.contains { $0.0 == kind.rawValue && $0.1 == kind.status.description }, "\(kind)")
        }
    }

    @Test("the table of violations holds every case in its order, and no other")
    func violations() throws {
        let rows = try table("| violation | meaning |")
        #expect(rows.flatMap { codes($0[0]) } == AnswerViolation.Name.allCases.map(\.rawValue))
    }

    @Test("the table of outcomes holds every outcome of an answer with its reasons")
    func outcomes() throws {
        let rows = try table("| `outcome` | `reason` | `recordCount` | meaning |")
        let reasons = OutcomeStatus.UnavailableReason.allCases.filter { OutcomeStatus.unavailable($0).mayBeAnswered }
        for row in rows {
            let expected =
                switch codes(row[0])[0] {
                case "notQueried": OutcomeStatus.NotQueriedReason.allCases.map(\.rawValue)
                case "unavailable": reasons.map(\.rawValue)
                default: [String]()
                }
            #expect(codes(row[1]) == expected, "\(row)")
        }
        let known = try SchemaFolder.validator().schema("answer.schema.json#/$defs/outcome/properties/outcome/enum")
        #expect(rows.map { JSONValue.string(codes($0[0])[0]) } == known.elements)
    }

    @Test("the table of items holds every code with its names and usual scope, in order")
    func items() throws {
        let rows = try table("| item | 名称 | in English | usual register |")
        let expected = ItemCategory.allCases.map { item in
            ["`\(item.rawValue)`", item.chineseName, item.englishName, item.usualScope.rawValue]
        }
        #expect(rows == expected)
    }

    @Test("the table of limits holds the code's values, and no other limit")
    func limits() throws {
        func kibibytes(_ count: Int) -> String {
            count % 1_048_576 == 0 ? "\(count / 1_048_576) MiB" : "\(count / 1024) KiB"
        }
        let queries = "\(ExchangeLimits.queriesPerSecond)/s, burst \(ExchangeLimits.queryBurst)"
        let expected = [
            "query": kibibytes(ExchangeLimits.queryByteCount), "answer": kibibytes(ExchangeLimits.answerByteCount),
            "receipt, refusal, capabilities": kibibytes(ExchangeLimits.statementByteCount),
            "registry": kibibytes(ExchangeLimits.registryByteCount),
            "disclosure": kibibytes(ExchangeLimits.disclosureByteCount),
            "protected header": kibibytes(ExchangeLimits.headerByteCount),
            "subjects": "\(ExchangeLimits.subjectCount)", "authorisations": "\(ExchangeLimits.authorisationCount)",
            "items": "\(ExchangeLimits.itemCount)", "records": "5,000", "JSON levels": "\(ExchangeLimits.jsonDepth)",
            "JSON string": kibibytes(ExchangeLimits.stringByteCount),
            "regions of a registry": "\(ExchangeLimits.regionCount)",
            "agreements of a registry": "\(ExchangeLimits.agreementCount)",
            "keys, endpoints, TLS identities of a region": "\(ExchangeLimits.entriesPerRegion) of each",
            "queries of a peer": "\(queries), \(ExchangeLimits.queriesInFlight) in work",
            "clock tolerance": "\(ExchangeLimits.clockToleranceSeconds) s",
            "query lifetime": "\(ExchangeLimits.queryLifetimeSeconds / 86_400) days",
            "answer lifetime": "\(ExchangeLimits.answerLifetimeSeconds / 86_400) days",
            "connecting": "\(ExchangeLimits.connectSeconds) s",
            "synchronous answer": "\(ExchangeLimits.synchronousAnswerSeconds) s",
            "redirects": "none",
        ]
        #expect(ExchangeLimits.recordCount == 5000)
        #expect(ExchangeLimits.redirectCount == 0)
        let rows = try table("| limit | value | attack that it stops |")
        #expect(Set(rows.map { $0[0] }) == Set(expected.keys))
        for row in rows { #expect(row[1] == expected[row[0]], "\(row[0])") }
    }

    @Test("the edges of the bands are those of the code")
    func bands() throws {
        let source = try SchemaFolder.text("Sources/LocalSources/Disclosure/AmountBands.swift")
        let list = try #require(source.firstMatch(of: /edgesYuan: \[Int64\] = \[([^\]]*)\]/)).output.1
        let edges = list.split(separator: ",").compactMap { Int($0.filter(\.isNumber)) }
        #expect(edges.count > 5)
        let line = try #require(text.firstMatch(of: /\nBand edges in yuan: ([^.]*)\./)).output.1
        #expect(line.split(separator: "·").compactMap { Int($0.filter(\.isNumber)) } == edges)
        let registers = try SchemaFolder.text("docs/registers.md")
        let sentence = try #require(registers.firstMatch(of: /Bands that leave begin at ([^.]*) yuan/)).output.1
        let numbers = sentence.replacing(" and ", with: ", ").split(separator: ", ")
        #expect(numbers.compactMap { Int($0.filter(\.isNumber)) } == edges)
    }

    @Test("every call of the endpoint's description stands in the table of calls")
    func calls() throws {
        let described = try JSONValue(yaml: SchemaFolder.text("schemas/exchange.openapi.yaml"))["paths"]
        guard case .object(let paths)? = described else {
            Issue.record("the description has paths")
            return
        }
        let rows = try table("| call | reply |").compactMap { codes($0[0]).first }
        var expected: Set<String> = []
        for path in paths {
            guard case .object(let methods) = path.value else { continue }
            for method in methods { expected.insert("\(method.name.uppercased()) \(path.name)") }
        }
        #expect(Set(rows) == expected)
        #expect(rows.count == expected.count)
    }

    @Test("every type, suite and algorithm stands in it")
    func names() {
        let names =
            MessageType.allCases.map(\.rawValue) + SignatureSuite.allCases.map(\.rawValue)
            + SignatureSuite.allCases.flatMap(\.acceptedAlgorithmNames) + AssistanceProgramme.allCases.map(\.rawValue)
            + LegalBasis.all.map(\.code)
        for name in names { #expect(text.contains("`\(name)`"), "\(name)") }
    }

    @Test("the digests of the worked example are those of the files, one row for each")
    func digests() throws {
        var expected: [[String]] = []
        for suite in [SignatureSuite.sm2sm3, .es256, .ed25519] {
            let url = SchemaFolder.url.appending(path: "examples/\(suite.rawValue)/digests.json")
            let json = try JSONParser.parse(Array(try Data(contentsOf: url)), limits: JSONLimits(byteCount: 1 << 16))
            guard case .object(let members) = json else { continue }
            for member in members {
                guard case .string(let digest) = member.value else { continue }
                expected.append(["`\(suite.rawValue)`", member.name, "`\(digest)`"])
            }
        }
        #expect(expected.count == 42)
        #expect(Set(try table("| suite | bytes | digest |")) == Set(expected))
    }
}
