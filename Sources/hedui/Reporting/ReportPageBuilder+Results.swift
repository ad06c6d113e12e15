import Coordination
import RecordMerging
import VerificationDomain

extension ReportPageBuilder {
    private func subjectName(_ reference: SubjectReference?) -> String {
        guard let reference else { return "家庭" }
        return report.members.first { $0.reference == reference }?.name ?? reference.text
    }

    func conflicts() -> ReportPage.Section {
        ReportPage.Section(
            title: "七、冲突与提示 · Conflicts",
            headings: ["规则", "程度", "对象", "需核实地区", "说明"],
            rows: report.picture.conflicts.map { conflict in
                ReportPage.Row(
                    [
                        conflict.rule.rawValue, ReportWords.severity(conflict.severity),
                        conflict.subjects.map(subjectName).joined(separator: "、"),
                        conflict.regions.map(\.name).joined(separator: "、"), conflict.explanation.chinese,
                    ],
                    tone: conflict.severity.rawValue
                )
            },
            whenEmpty: "没有需要提示的冲突。No conflicts."
        )
    }

    func totals() -> ReportPage.Section {
        ReportPage.Section(
            title: "八、合计(区间) · Totals",
            headings: ["对象", "类别", "核对值", "完整性", "未反馈"],
            rows: report.picture.totals.map { total in
                let open = Set(total.openLegs.map { "\($0.region.name)\($0.item.chineseName)" }).sorted()
                return ReportPage.Row(
                    [
                        subjectName(total.member), ReportWords.valuation(total.valuation),
                        ReportWords.amount(total.interval, total.valuation, window: report.picture.incomeWindow),
                        ReportWords.completeness(total.completeness), open.joined(separator: "、"),
                    ],
                    tone: total.completeness == .full ? "" : "open"
                )
            },
            whenEmpty: "没有可以合计的项目。Nothing to add up."
        )
    }

    func comparison() -> ReportPage.Section {
        ReportPage.Section(
            title: "九、与申报比较 · Declared and verified",
            headings: ["对象", "项目", "申报值", "核对值", "结果"],
            rows: report.picture.comparison.map { line in
                let valuation = line.category?.valuation ?? .income
                let item = line.category?.chineseName ?? line.incomeKind?.chineseName ?? ""
                return ReportPage.Row(
                    [
                        subjectName(line.member), item,
                        line.declared.map { amount(Interval($0), valuation) } ?? "未申报",
                        amount(line.verified, valuation), line.result.chineseName,
                    ],
                    tone: line.result == .consistent ? "" : "review"
                )
            },
            whenEmpty: "没有可比较的项目。Nothing to compare."
        )
    }

    /// Comparison lines hold income a month, so no division is due here.
    private func amount(_ interval: Interval, _ valuation: ValuationClass) -> String {
        switch valuation {
        case .money, .income, .expenditure: ReportWords.yuan(interval)
        case .realEstate, .vehicle, .business, .status: ReportWords.count(interval)
        }
    }

    func limits() -> ReportPage.Section {
        ReportPage.Section(
            title: "十、限额比对 · Limits",
            headings: ["限额", "允许值", "核对值", "人数", "提示"],
            rows: report.picture.indication.lines.map { line in
                ReportPage.Row(
                    [
                        line.limit.chineseName, limitAmount(Interval(line.allowed), line.limit),
                        limitAmount(line.total, line.limit), ReportWords.count(line.persons),
                        ReportWords.indication(line.status),
                    ],
                    tone: line.status.rawValue
                )
            },
            whenEmpty: "没有可比对的限额。No limit applies."
        )
    }

    private func limitAmount(_ interval: Interval, _ limit: IndicationLine.Limit) -> String {
        switch limit {
        case .income: "\(ReportWords.yuan(interval.monthly(over: report.picture.incomeWindow.count)))/月"
        case .money, .vehicleValue: ReportWords.yuan(interval)
        case .homes, .nonResidential, .vehicles, .companies: ReportWords.count(interval)
        }
    }
}
