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
        case .refused(let code): "对方拒绝:\(code.rawValue)"
        }
    }

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

    static func valuation(_ valuation: ValuationClass) -> String {
        switch valuation {
        case .realEstate: "房产(套、处)"
        case .vehicle: "车船(辆、艘)"
        case .money: "货币财产(元)"
        case .income: "月均收入(元/月)"
        case .business: "企业与组织(个)"
        case .expenditure: "刚性支出(元)"
        case .status: "其他"
        }
    }

    static func severity(_ severity: Severity) -> String {
        switch severity {
        case .info: "提示"
        case .review: "需复核"
        case .block: "阻断"
        }
    }

    static func completeness(_ completeness: Completeness) -> String {
        switch completeness {
        case .full: "完整"
        case .lowerBound: "下限(有未反馈)"
        case .undecidable: "不可判定"
        }
    }

    static func indication(_ status: Indication.Status) -> String {
        switch status {
        case .within: "未超"
        case .over: "超标"
        case .undecidable: "无法判定"
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

    /// Fen as yuan: `38,000.00`, `38,000.00–88,000.00`, `≥ 38,000.00`.
    static func yuan(_ interval: Interval) -> String { range(interval) { Money(fen: $0).yuanText } }

    static func count(_ interval: Interval) -> String { range(interval, String.init) }

    private static func range(_ interval: Interval, _ text: (Int64) -> String) -> String {
        guard let high = interval.high else { return "≥ \(text(interval.low))" }
        return high == interval.low ? text(high) : "\(text(interval.low))–\(text(high))"
    }
}
