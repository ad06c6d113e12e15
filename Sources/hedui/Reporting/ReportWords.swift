import Coordination
import RecordMerging
import VerificationDomain

/// The words of a report: outcomes, amounts and classes as a reviewer reads them, Chinese first.
enum ReportWords {
    /// 反馈结果. Not answered is never worded as nothing found.
    static func outcome(_ status: OutcomeStatus) -> String {
        switch status {
        case .found: "有记录"
        case .none: "无记录"
        case .notQueried(.noConsent): "未查询:未授权"
        case .notQueried(.notOffered): "未查询:不提供"
        case .notQueried(.outOfScope): "未查询:超范围"
        case .unavailable(.sourceDown): "未反馈:数据源故障"
        case .unavailable(.timedOut): "未反馈:超时"
        case .unavailable(.unreachable): "未反馈:无法连接"
        case .unavailable(.quarantined): "未反馈:答复已隔离"
        case .identityMismatch: "身份不符"
        case .restricted: "不可查:受保护"
        case .thresholdOnly: "仅反馈是否超限"
        case .refused(let code): "对方拒绝:\(refusal(code))"
        }
    }

    /// The words with their code: `未查询:未授权(notQueried:noConsent)`.
    static func codedOutcome(_ status: OutcomeStatus) -> String {
        "\(outcome(status))(\(([status.code, status.reason].compactMap { $0 }).joined(separator: ":")))"
    }

    /// Whether the register was really asked and said something about its content.
    static func isChecked(_ status: OutcomeStatus) -> Bool { status.isConclusive || status == .thresholdOnly }

    /// A word for the style of a cell.
    static func tone(_ status: OutcomeStatus) -> String {
        switch status {
        case .found: "found"
        case .none: "none"
        case .thresholdOnly: "partial"
        default: "open"
        }
    }

    static func state(_ state: LegState) -> String {
        switch state {
        case .created: "已建立"
        case .signed: "已签名"
        case .sent: "已发送"
        case .acknowledged: "已受理"
        case .answered: "已反馈"
        case .accepted: "已采信"
        case .refused: "对方拒绝"
        case .timedOut: "超时"
        case .failed: "无法连接"
        case .quarantined: "已隔离"
        }
    }

    /// The class with its unit.
    static func valuation(_ valuation: ValuationClass) -> String {
        switch valuation {
        case .realEstate: "房产(套、处)"
        case .vehicle: "车船(辆、艘)"
        case .money: "货币财产(元)"
        case .income: "月均收入(元/月)"
        case .business: "企业与组织(个)"
        case .expenditure: "刚性支出(元)"
        case .status: "其他信息"
        }
    }

    /// An interval in the units of its class. Income is shown a month of the window.
    static func amount(_ interval: Interval, _ valuation: ValuationClass, window: MonthWindow) -> String {
        switch valuation {
        case .money, .expenditure: yuan(interval)
        case .income: yuan(interval.monthly(over: window.count))
        case .realEstate, .vehicle, .business, .status: count(interval)
        }
    }

    /// What stands behind the amount of one entry.
    static func unit(_ category: ItemCategory) -> String {
        switch category.valuation {
        case .money, .expenditure: "元"
        case .income: "元/月"
        case .realEstate: "处"
        case .vehicle: category == .vessel ? "艘(台)" : "辆"
        case .business: "个"
        case .status: ""
        }
    }

    /// Fen as yuan: `38,000.00`, `38,000.00–88,000.00`, `≥ 38,000.00`.
    static func yuan(_ interval: Interval) -> String { range(interval) { Money(fen: $0).yuanText } }

    static func count(_ interval: Interval) -> String { range(interval, String.init) }

    private static func range(_ interval: Interval, _ text: (Int64) -> String) -> String {
        guard let high = interval.high else { return "≥ \(text(interval.low))" }
        return high == interval.low ? text(high) : "\(text(interval.low))–\(text(high))"
    }

    /// `上海市黄浦区 310101`; the code alone for a region that nobody knows.
    static func place(_ region: RegionCode) -> String {
        RegionTable.yangtzeDelta.fullName(region).map { "\($0) \(region.text)" } ?? region.text
    }

    static func asOf(_ date: CalendarDate?) -> String { date?.description ?? "未注明" }

    static func day(_ date: CalendarDate) -> String { "\(date.year)年\(date.month)月\(date.day)日" }

    /// China Standard Time to the second: `2026-11-24 09:00:00`.
    static func time(_ time: Timestamp) -> String {
        let text = time.description
        return "\(text.prefix(10)) \(text.dropFirst(11).prefix(8))"
    }
}
