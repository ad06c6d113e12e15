import Coordination
import TestSupport
import Testing
import VerificationDomain

@testable import hedui

@Suite("A row about an asset or an income says what the totals made of it")
struct ReportEntryTests {
    /// The page of the full report after a change of all members of this name.
    private func reader(_ name: String, _ change: (JSONValue) -> JSONValue) async throws -> PageReader {
        let json = try ReportScripts.full().report().json.mapping(name, change)
        let issued = try await ReportBench.sign(try VerificationReport(json: JSONCursor(json)))
        return PageReader(page: try ReportPageBuilder(issued).page())
    }

    @Test("the registered share of each holder stands behind the name")
    func shares() async throws {
        let reader = try await reader("holders") { holders in
            guard case .array(let elements) = holders else { return holders }
            return .array(
                elements.enumerated().map { position, holder in
                    guard case .object(let members) = holder else { return holder }
                    return .object(members + [JSONValue.Member("share", .string("1/\(position + 3)"))])
                }
            )
        }
        #expect(try reader.row("四、", "项目", "银行存款")["权利人"] == "测试m1 1/3")
        #expect(try reader.row("四、", "项目", "不动产")["权利人"] == "测试m1 1/3、测试m2 1/4")
    }

    @Test("an income that does not count says so behind its amount")
    func notCounted() async throws {
        let row = try await reader("counted") { _ in false }.row("五、", "项目", "个人所得税")
        #expect(row["核对值"] == "4,000.00元/月(不计入) not counted")
    }

    @Test("months without evidence between the first and the last are listed")
    func gaps() async throws {
        let row = try await reader("gaps") { _ in ["2026-01", "2026-03"] }.row("五、", "项目", "个人所得税")
        #expect(row["标识与情况"]?.contains("缺:2026-01、2026-03") == true)
        let whole = try await reader("gaps") { $0 }.row("五、", "项目", "个人所得税")
        #expect(whole["标识与情况"]?.contains("缺") == false)
    }
}
