import ExchangeProtocol
import Foundation
import Testing
import VerificationDomain

@Suite("docs/exchange-protocol.md says what the code says")
struct DocumentTests {
    let text: String

    init() throws {
        let url = SchemaFolder.url.deletingLastPathComponent().appending(path: "docs/exchange-protocol.md")
        text = try String(contentsOf: url, encoding: .utf8)
    }

    @Test("every refusal code stands with its status", arguments: RefusalCode.allCases)
    func refusals(code: RefusalCode) {
        let row = text.split(separator: "\n").first { $0.hasPrefix("| `\(code.rawValue)` |") }
        #expect(row?.contains("| \(code.httpStatus) |") == true)
    }

    @Test("every problem stands with its status", arguments: ProblemDetails.Kind.allCases)
    func problems(kind: ProblemDetails.Kind) {
        let rows = text.split(separator: "\n").filter { $0.contains("`\(kind.rawValue)`") && $0.hasPrefix("|") }
        #expect(rows.contains { $0.contains("| \(kind.status) |") })
    }

    @Test("every type, suite and algorithm stands in it")
    func names() {
        let names =
            MessageType.allCases.map(\.rawValue) + SignatureSuite.allCases.map(\.rawValue)
            + SignatureSuite.allCases.flatMap(\.acceptedAlgorithmNames) + AssistanceProgramme.allCases.map(\.rawValue)
            + LegalBasis.all.map(\.code)
        for name in names { #expect(text.contains("`\(name)`"), "\(name)") }
    }

    @Test("the digests of the worked example are those of the files", arguments: SignatureSuite.allCases)
    func digests(suite: SignatureSuite) throws {
        let url = SchemaFolder.url.appending(path: "examples/\(suite.rawValue)/digests.json")
        let bytes = Array(try Data(contentsOf: url))
        let json = try JSONParser.parse(bytes, limits: JSONLimits(byteCount: 1 << 16))
        guard case .object(let members) = json else { return }
        #expect(members.count == 5)
        for member in members {
            guard case .string(let digest) = member.value else { continue }
            #expect(text.contains("| `\(suite.rawValue)` | \(member.name) | `\(digest)` |"))
        }
    }
}
