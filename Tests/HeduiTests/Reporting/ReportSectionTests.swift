import Coordination
import OpenSSLCrypto
import RecordMerging
import TestSupport
import Testing
import VerificationDomain

@testable import hedui

@Suite("Each section of the report page shows what its columns promise")
struct ReportSectionTests {
    private func reader() async throws -> PageReader { PageReader(page: try await ReportScripts.full().page()) }

    @Test("members: name, masked number, relation, places by name, whether they count")
    func members() async throws {
        let row = try await reader().row("一、", "姓名", "测试m2")
        #expect(row["证件号码"] == Examples.numbers["m2"]!.masked)
        #expect(row["关系"] == "配偶 10")
        #expect(row["户籍地"] == "上海市黄浦区 310101")
        #expect(row["居住地"] == "上海市黄浦区 310101")
        #expect(row["计入人数"] == "计入 counted")
    }

    @Test("answers: state, time of the reply, how many items were checked, why the others were not, the digest")
    func answers() async throws {
        let reader = try await reader()
        let shanghai = try reader.row("二、", "地区", "上海市")
        #expect(shanghai["状态"] == "已采信 accepted")
        #expect(shanghai["反馈时间"] == "2026-11-24 08:59:00")
        #expect(shanghai["已核对"] == "16/16项")
        #expect(shanghai["说明"] == "—")
        #expect(shanghai["答复摘要"]?.hasPrefix("sha-256:") == true)
        let zhejiang = try reader.row("二、", "地区", "浙江省")
        #expect(zhejiang["已核对"] == "14/16项")
        #expect(zhejiang["说明"] == "未查询:不提供(notQueried:notOffered) 2项")
    }

    @Test("coverage: every region's outcome for every person and item, with the date as of which the register speaks")
    func coverage() async throws {
        let reader = try await reader()
        #expect(try reader.rows("三、").count == 2 * ReportScripts.items.count)
        let deposit = try reader.row("三、", "项目", "银行存款")
        #expect(deposit["对象"] == "测试m1")
        #expect(deposit["上海市"] == "有记录 2026-11-10")
        #expect(deposit["江苏省"] == "仅反馈是否超限 2026-09-30")
        #expect(deposit["安徽省"] == "无记录 2026-10-31")
        #expect(try reader.row("三、", "项目", "工商登记")["浙江省"] == "未查询:不提供")
    }

    @Test("coverage ends with how many items were checked, what was found, and the code behind each word")
    func coverageRemarks() async throws {
        let remarks = try await reader().section("三、").remarks
        #expect(remarks.contains { $0.contains("已核对62项,未核对2项") && $0.contains("checked 62 of 64") })
        #expect(remarks.contains { $0.contains("2人、8个项目、4个地区") })
        #expect(remarks.contains { $0.hasPrefix("反馈疑似信息:") && $0.contains("银行存款") && $0.contains("机动车") })
        for code in ["有记录(found)", "无记录(none)", "未查询:不提供(notQueried:notOffered)", "仅反馈是否超限(thresholdOnly)"] {
            #expect(remarks.contains { $0.contains(code) }, "\(code)")
        }
    }

    @Test("an asset: keys and details in words, holder, value, source, as-of date, rule and why")
    func vehicle() async throws {
        let row = try await reader().row("四、", "项目", "机动车")
        for text in ["号牌:沪A12345(小型汽车 02)", "状态:正常(A)", "使用性质:非营运(A)", "号牌种类:小型汽车(02)", "品牌:测试牌"] {
            #expect(row["标识与情况"]?.contains(text) == true, "\(text)")
        }
        #expect(row["权利人"] == "测试m1")
        #expect(row["核对值"] == "38,500.00元")
        #expect(row["反馈单位"] == "上海市公安局交通警察总队")
        #expect(row["数据时点"] == "2026-11-10")
        #expect(row["规则"] == "G-01")
        #expect(row["采信依据"]?.contains("单一来源") == true)
    }

    @Test("a flat: both holders, its use and co-ownership by name, its area in square metres")
    func flat() async throws {
        let row = try await reader().row("四、", "项目", "不动产")
        #expect(row["权利人"] == "测试m1、测试m2")
        #expect(row["核对值"] == "1处")
        #expect(row["反馈单位"] == "安徽省不动产登记中心")
        #expect(row["数据时点"] == "2026-10-31")
        #expect(row["规则"]?.contains("RE-") == true)
        for text in ["用途:住宅(11)", "共有方式:共同共有(1)", "建筑面积:78.60㎡", "认定用途:居住(residential)", "坐落:合肥市庐阳区望湖路18号"] {
            #expect(row["标识与情况"]?.contains(text) == true, "\(text)")
        }
    }

    @Test("a statement about a threshold is an interval, and says that the peer gave nothing to know it by")
    func threshold() async throws {
        let row = try await reader().row("四、", "反馈单位", "江苏")
        #expect(row["核对值"] == "0.00–50,000.00元")
        #expect(row["标识与情况"] == "对方未提供标识")
        #expect(row["反馈单位"] == "江苏省 江苏监管局")
    }

    @Test("values that two regions give for one day stay open: all sources, their dates and the choice are shown")
    func undecided() async throws {
        let row = try await reader().row("四、", "项目", "证券")
        #expect(row["反馈单位"] == "未定:上海市(1条)、浙江省(1条) undecided")
        #expect(row["数据时点"] == "上海市 2026-11-10;浙江省 2026-11-10")
        #expect(row["核对值"] == "12,000.00–15,000.00元")
        #expect(
            row["标识与情况"]?.contains("备选值 A:12,000.00元(上海市 2026-11-10),B:15,000.00元(浙江省 2026-11-10)") == true
        )
        #expect(row["规则"]?.contains("G-07") == true)
    }

    @Test("an income: its kind by name, per month, with its source, as-of date and rule, for the whole window")
    func income() async throws {
        let row = try await reader().row("五、", "项目", "个人所得税")
        #expect(row["核对值"] == "4,000.00元/月")
        #expect(row["反馈单位"] == "上海市 国家税务总局")
        #expect(row["数据时点"] == "2026-11-10")
        #expect(row["规则"] == "G-01")
        #expect(row["标识与情况"]?.contains("收入类别:工资性收入(wage)") == true)
        #expect(row["标识与情况"]?.contains("核算期内12个月有佐证") == true)
        #expect(row["标识与情况"]?.contains("收入类别:wage") == false)
    }

    @Test("other facts: a status by its Chinese name with the code behind it, a region by its name")
    func statuses() async throws {
        let reader = try await reader()
        let hukou = try reader.row("六、", "项目", "户籍")
        #expect(hukou["核对值"] == "在册 live")
        #expect(hukou["标识与情况"] == "户籍地:上海市黄浦区(310101)")
        let marriage = try reader.row("六、", "项目", "婚姻")
        #expect(marriage["核对值"] == "已婚 2008-10-01 married")
        #expect(marriage["标识与情况"]?.contains("登记类型:结婚") == true)
    }

    @Test("conflicts: rule, severity by name, whom and what they concern, which regions look again, why")
    func conflicts() async throws {
        let reader = try await reader()
        let row = try reader.row("七、", "规则", "G-07")
        #expect(row["程度"] == "需复核 review")
        #expect(row["对象"] == "测试m1")
        #expect(row["涉及项目"] == "证券与基金")
        #expect(row["说明"]?.isEmpty == false)
        #expect(try reader.row("七、", "规则", "T-10")["需核实地区"] == "浙江省")
    }

    @Test("records that belong to nobody of the household are listed with the reason")
    func setAside() async throws {
        let row = try await reader().row("八、", "项目", "不动产")
        #expect(row["地区"] == "安徽省")
        #expect(row["查询对象"] == "测试m1")
        #expect(row["原因"] == "权利人不是家庭成员 otherIdentity")
        #expect(row["规则"] == "G-03")
    }

    @Test("the household's totals are intervals; an open end, what was answered and who did not answer are shown")
    func totals() async throws {
        let reader = try await reader()
        let money = try reader.row("九、", "类别", "货币财产(元)")
        #expect(money["核对值"] == "50,000.00–153,000.00")
        #expect(money["完整性"] == "完整 full")
        let business = try reader.row("九、", "类别", "企业与组织(个)")
        #expect(business["核对值"] == "≥ 0")
        #expect(business["已反馈部分"] == "0")
        #expect(business["完整性"] == "下限(有未反馈) lowerBound")
        #expect(business["未反馈"] == "浙江省工商登记")
        #expect(try reader.row("九、", "类别", "月均收入")["核对值"] == "4,000.00")
    }

    @Test("statuses have no totals: they add up to nothing")
    func noStatusTotals() async throws {
        let reader = try await reader()
        #expect(try reader.rows("九、").allSatisfy { $0["类别"]?.contains("其他") == false })
        #expect(try reader.section("十、").columns.allSatisfy { !$0.heading.contains("其他") })
    }

    @Test("each member's totals stand in one row")
    func memberTotals() async throws {
        let reader = try await reader()
        let head = try reader.row("十、", "对象", "测试m1")
        #expect(head["货币财产(元)"] == "50,000.00–103,000.00")
        #expect(head["车船(辆、艘)"] == "1")
        let spouse = try reader.row("十、", "对象", "测试m2")
        #expect(spouse["货币财产(元)"] == "0.00–50,000.00")
        #expect(spouse["企业与组织(个)"] == "≥ 0")
        #expect(try reader.rows("十、").count == 2)
    }

    @Test("what was declared stands beside what was verified, with the result by name")
    func comparison() async throws {
        let reader = try await reader()
        let deposit = try reader.row("十一、", "项目", "银行存款")
        #expect(deposit["对象"] == "家庭")
        #expect(deposit["申报值"] == "30,000.00元")
        #expect(deposit["核对值"] == "38,000.00–138,000.00元")
        #expect(deposit["结果"] == "少报 understated")
        let wage = try reader.row("十一、", "项目", "工资性收入")
        #expect(wage["对象"] == "测试m1" && wage["项目"] == "工资性收入 wage")
        #expect(wage["申报值"] == "4,000.00元/月" && wage["结果"] == "一致 consistent")
        let vehicle = try reader.row("十一、", "项目", "机动车")
        #expect(vehicle["申报值"] == "未申报" && vehicle["结果"] == "未申报 undeclared")
    }

    @Test("limits: allowed and verified amounts with units, the indication and its reason by name")
    func limits() async throws {
        let reader = try await reader()
        let vehicles = try reader.row("十二、", "限额", "机动车数量")
        #expect(vehicles["允许值"] == "0辆" && vehicles["核对值"] == "1辆")
        #expect(vehicles["提示"] == "超标 over" && vehicles["原因"] == "数据足以判定 decided")
        #expect(vehicles["人数"] == "2")
        let money = try reader.row("十二、", "限额", "货币财产")
        #expect(money["允许值"] == "100,000.00元")
        #expect(money["提示"] == "无法判定 undecidable")
        #expect(try reader.row("十二、", "限额", "家庭收入")["核对值"] == "4,000.00元/月")
        #expect(try reader.row("十二、", "限额", "企业登记")["原因"] == "有未反馈的项目 openLeg")
    }
}
