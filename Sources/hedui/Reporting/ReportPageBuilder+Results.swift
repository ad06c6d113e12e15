import Coordination
import RecordMerging
import VerificationDomain

extension ReportPageBuilder {
    func conflicts() -> ReportPage.Section {
        ReportPage.Section(
            title: "七、冲突与提示 · Conflicts",
            columns: [
                .init("规则", 7), .init("程度", 11), .init("对象", 15), .init("涉及项目", 14), .init("需核实地区", 16),
                .init("说明", 37),
            ],
            rows: picture.conflicts.map { conflict in
                ReportPage.Row(
                    [
                        ReportPage.Cell(conflict.rule.rawValue),
                        ReportPage.Cell(ReportWords.severity(conflict.severity), small: conflict.severity.rawValue),
                        ReportPage.Cell(Self.list(conflict.subjects.map(name))),
                        ReportPage.Cell(Self.list(items(conflict))),
                        ReportPage.Cell(Self.list(conflict.regions.map(\.name))),
                        ReportPage.Cell(conflict.explanation.chinese),
                    ],
                    tone: conflict.severity.rawValue
                )
            },
            whenEmpty: "没有需要提示的冲突。No conflicts."
        )
    }

    private static func list(_ texts: [String]) -> String { texts.isEmpty ? "—" : texts.joined(separator: "、") }

    private func items(_ conflict: PictureConflict) -> [String] {
        let ids = Set(conflict.entries)
        return Set(picture.entries.filter { ids.contains($0.id) }.map(\.category.chineseName)).sorted()
    }

    /// Records that belong to nobody for certain: they count nowhere and wait for a person.
    func setAside() -> ReportPage.Section {
        ReportPage.Section(
            title: "八、未并入的记录 · Records set aside",
            columns: [.init("地区", 14), .init("查询对象", 16), .init("项目", 24), .init("原因", 36), .init("规则", 10)],
            rows: picture.setAside.map { record in
                ReportPage.Row(
                    [
                        ReportPage.Cell(record.reference.region.name), ReportPage.Cell(name(record.reference.subject)),
                        ReportPage.Cell(record.category.chineseName, small: record.category.rawValue),
                        ReportPage.Cell(ReportWords.setAside(record.reason), small: record.reason.rawValue),
                        ReportPage.Cell(record.reason.rule.rawValue),
                    ],
                    tone: record.reason.severity.rawValue
                )
            },
            whenEmpty: "没有未并入的记录。No record was set aside."
        )
    }

    /// Statuses change who is counted; they add up to nothing.
    private var totals: [PictureTotal] { picture.totals.filter { $0.valuation != .status } }

    func householdTotals() -> ReportPage.Section {
        ReportPage.Section(
            title: "九、家庭合计(区间) · Household totals as intervals",
            columns: [
                .init("类别", 18), .init("核对值", 22), .init("已反馈部分", 20), .init("完整性", 17), .init("未反馈", 23),
            ],
            rows: totals.filter { $0.member == nil }.map { total in
                let open = Set(total.openLegs.map { "\($0.region.name)\($0.item.chineseName)" }).sorted()
                return ReportPage.Row(
                    [
                        ReportPage.Cell(ReportWords.valuation(total.valuation), small: total.valuation.rawValue),
                        ReportPage.Cell(amount(total.interval, total)), ReportPage.Cell(amount(total.answered, total)),
                        ReportPage.Cell(
                            ReportWords.completeness(total.completeness),
                            small: total.completeness.rawValue
                        ),
                        ReportPage.Cell(Self.list(open)),
                    ],
                    tone: total.completeness == .full ? "" : "open"
                )
            },
            whenEmpty: "没有可以合计的项目。Nothing to add up.",
            remarks: ["≥ 表示上限未知(the upper end is open)。"]
        )
    }

    func memberTotals() -> ReportPage.Section {
        let totals = totals
        let classes = ValuationClass.allCases.filter { kind in totals.contains { $0.valuation == kind } }
        let width = 88 / max(classes.count, 1)
        return ReportPage.Section(
            title: "十、成员合计(区间) · Totals by member",
            columns: [.init("对象", 12)] + classes.map { .init(ReportWords.valuation($0), width) },
            rows: report.members.map { member in
                ReportPage.Row(
                    [ReportPage.Cell(member.name)]
                        + classes.map { kind in
                            cell(totals.first { $0.member == member.reference && $0.valuation == kind })
                        }
                )
            },
            whenEmpty: ""
        )
    }

    private func cell(_ total: PictureTotal?) -> ReportPage.Cell {
        guard let total else { return "—" }
        return ReportPage.Cell(amount(total.interval, total), tone: total.completeness == .full ? "" : "open")
    }

    private func amount(_ interval: Interval, _ total: PictureTotal) -> String {
        ReportWords.amount(interval, total.valuation, window: picture.incomeWindow)
    }

    func comparison() -> ReportPage.Section {
        ReportPage.Section(
            title: "十一、与申报比较 · Declared and verified",
            columns: [.init("对象", 14), .init("项目", 26), .init("申报值", 18), .init("核对值", 24), .init("结果", 18)],
            rows: picture.comparison.map { line in
                let valuation = line.category?.valuation ?? .income
                return ReportPage.Row(
                    [
                        ReportPage.Cell(name(line.member)), Self.item(line),
                        ReportPage.Cell(line.declared.map { declared(Interval($0), valuation) } ?? "未申报"),
                        ReportPage.Cell(declared(line.verified, valuation)),
                        ReportPage.Cell(line.result.chineseName, small: line.result.rawValue),
                    ],
                    tone: line.result == .consistent ? "" : "review"
                )
            },
            whenEmpty: "没有可比较的项目。Nothing to compare."
        )
    }

    private static func item(_ line: ComparisonLine) -> ReportPage.Cell {
        if let category = line.category { return ReportPage.Cell(category.chineseName, small: category.rawValue) }
        return ReportPage.Cell(line.incomeKind?.chineseName ?? "—", small: line.incomeKind?.rawValue)
    }

    /// Comparison lines hold income a month, so no division is due here.
    private func declared(_ interval: Interval, _ valuation: ValuationClass) -> String {
        switch valuation {
        case .money, .expenditure: "\(ReportWords.yuan(interval))元"
        case .income: "\(ReportWords.yuan(interval))元/月"
        case .realEstate, .vehicle, .business, .status: ReportWords.count(interval)
        }
    }

    func limits() -> ReportPage.Section {
        ReportPage.Section(
            title: "十二、限额比对 · Limits",
            columns: [
                .init("限额", 20), .init("允许值", 16), .init("核对值", 22), .init("人数", 8), .init("提示", 15),
                .init("原因", 19),
            ],
            rows: picture.indication.lines.map { line in
                ReportPage.Row(
                    [
                        ReportPage.Cell(line.limit.chineseName, small: line.limit.rawValue),
                        ReportPage.Cell(limitAmount(Interval(line.allowed), line.limit)),
                        ReportPage.Cell(limitAmount(line.total, line.limit)),
                        ReportPage.Cell(ReportWords.count(line.persons)),
                        ReportPage.Cell(ReportWords.indication(line.status), small: line.status.rawValue),
                        ReportPage.Cell(ReportWords.reason(line.reason), small: line.reason.rawValue),
                    ],
                    tone: line.status.rawValue
                )
            },
            whenEmpty: "没有可比对的限额。No limit applies."
        )
    }

    private func limitAmount(_ interval: Interval, _ limit: IndicationLine.Limit) -> String {
        switch limit {
        case .income: "\(ReportWords.yuan(interval.monthly(over: picture.incomeWindow.count)))元/月"
        case .money, .vehicleValue: "\(ReportWords.yuan(interval))元"
        case .homes: "\(ReportWords.count(interval))套"
        case .nonResidential: "\(ReportWords.count(interval))处"
        case .vehicles: "\(ReportWords.count(interval))辆"
        case .companies: "\(ReportWords.count(interval))个"
        }
    }
}
