import Coordination
import OpenSSLCrypto
import TestSupport
import Testing
import VerificationDomain

@testable import hedui

@Suite("A region that said nothing stands on the page, with the reason")
struct UnansweredRegionTests {
    private func reader() async throws -> PageReader { PageReader(page: try await ReportScripts.partial().page()) }

    @Test("a region whose pairs were all withheld has its row and its column though nobody asked it")
    func withheld() async throws {
        let reader = try await reader()
        #expect(try ReportScripts.partial().report().legs.allSatisfy { $0.region != .anhui })
        let row = try reader.row("二、", "地区", "安徽省")
        #expect(row["状态"] == "未查询 notAsked")
        #expect(row["反馈时间"] == "—")
        #expect(row["已核对"] == "0/8项")
        #expect(row["说明"] == "未查询:未授权(notQueried:noConsent) 8项")
        #expect(row["答复摘要"] == "—")
        #expect(try reader.section("三、").columns.map(\.heading).contains("安徽省"))
        #expect(try reader.rows("三、").allSatisfy { $0["安徽省"] == "未查询:未授权" })
    }

    @Test("a region that could not be reached, and one whose answer was not believed, say why in words and code")
    func causes() async throws {
        let reader = try await reader()
        let jiangsu = try reader.row("二、", "地区", "江苏省")
        #expect(jiangsu["状态"] == "无法连接 failed")
        #expect(jiangsu["反馈时间"] == "—")
        #expect(jiangsu["说明"] == "未反馈:无法连接(unavailable:unreachable);安全连接失败(tlsFailed)")
        let zhejiang = try reader.row("二、", "地区", "浙江省")
        #expect(zhejiang["状态"] == "已隔离 quarantined")
        #expect(zhejiang["反馈时间"] == "2026-11-24 08:59:00")
        #expect(zhejiang["说明"] == "未反馈:答复已隔离(unavailable:quarantined);签名不符(badSignature)")
        #expect(try reader.rows("三、").allSatisfy { $0["江苏省"] == "未反馈:无法连接" })
    }

    @Test("a region that nothing ties the household to has its row too, and no column")
    func untied() async throws {
        let household = try ReportScripts.household([Examples.member("m1", .householdHead)])
        let bench = ReportBench(household: household, parts: [.init(region: .shanghai)], untied: [.zhejiang, .anhui])
        let reader = PageReader(page: try await bench.page())
        for region in ["浙江省", "安徽省"] {
            let row = try reader.row("二、", "地区", region)
            #expect(row["状态"] == "未列入 unplanned" && row["已核对"] == "—")
            #expect(row["说明"] == "申请材料未显示家庭与该地区有关联")
            #expect(try !reader.section("三、").columns.map(\.heading).contains(region))
        }
    }

    @Test("what was not answered is in no cell worded as nothing found, and nothing is counted as checked")
    func notNone() async throws {
        let reader = try await reader()
        for row in try reader.rows("三、") {
            #expect(row["上海市"] == "无记录 2026-11-10")
            for region in ["江苏省", "浙江省", "安徽省"] { #expect(row[region]?.contains("无记录") == false) }
        }
        #expect(try reader.section("三、").remarks.contains { $0.contains("已核对8项,未核对24项") })
    }

    @Test("a pair that was planned for one region only is marked as not planned for the others, and explained")
    func unplanned() async throws {
        let household = try ReportScripts.household([Examples.member("m1", .householdHead)])
        let report = try ReportBench(household: household, parts: [.init(region: .shanghai)]).report()
        let json = report.json
        let extra = JSONValue.object([
            "region": "340000", "subject": "m1", "item": "vehicle", "outcome": "none", "asOf": "2026-10-31",
        ])
        let changed = json.mapping("coverage") { coverage in
            guard case .array(let cells) = coverage else { return coverage }
            return .array(cells + [extra])
        }
        let issued = try await ReportBench.sign(try .init(json: JSONCursor(changed)))
        let reader = PageReader(page: try ReportPageBuilder(issued).page())
        #expect(try reader.row("三、", "项目", "机动车")["安徽省"] == "无记录 2026-10-31")
        #expect(try reader.row("三、", "项目", "银行存款")["安徽省"] == "未列入")
        #expect(try reader.section("三、").remarks.contains { $0.contains("未列入(unplanned)") })
    }
}

extension JSONValue {
    /// The same value with the members of this name changed, wherever they stand.
    func mapping(_ name: String, _ change: (JSONValue) -> JSONValue) -> JSONValue {
        switch self {
        case .object(let members):
            .object(
                members.map { member in
                    Member(
                        member.name,
                        member.name == name ? change(member.value) : member.value.mapping(name, change)
                    )
                }
            )
        case .array(let elements): .array(elements.map { $0.mapping(name, change) })
        default: self
        }
    }
}
