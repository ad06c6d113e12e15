import Coordination
import RecordMerging
import VerificationDomain

/// Turns a report into rows of text.
struct ReportPageBuilder {
    let report: VerificationReport
    /// Digest of `report.json`, as the node signed it.
    let digest: Digest

    private var picture: Picture { report.picture }

    func page(print: ReportPrint? = nil) -> ReportPage {
        let indication = picture.indication
        return ReportPage(
            number: report.identification.number,
            title: "居民家庭经济状况核对报告",
            label: report.isPartial ? "部分反馈 · partial" : "全部反馈 · complete",
            isPartial: report.isPartial,
            conclusion: indication.wording.chinese,
            conclusionEnglish: indication.wording.english,
            conclusionTone: indication.status.rawValue,
            facts: facts(),
            sections: [
                members(), legs(), coverage(),
                entries("四、财产信息 · Assets", [.realEstate, .vehicle, .money, .business]),
                entries("五、收入与支出信息 · Income", [.income, .expenditure]),
                entries("六、其他信息 · Other facts", [.status]),
                conflicts(), totals(), comparison(), limits(),
            ],
            notes: report.notes.map { ReportPage.Note(chinese: $0.chinese, english: $0.english) }
                + (print.map { [$0.note] } ?? []),
            digest: digest.description
        )
    }

    private func name(_ reference: SubjectReference?) -> String {
        guard let reference else { return "家庭" }
        return report.members.first { $0.reference == reference }?.name ?? reference.text
    }

    private func facts() -> [ReportPage.Fact] {
        let identification = report.identification
        let application = report.application
        let pack = picture.rulePack
        return [
            ("报告编号 Report", "\(identification.number) 第\(identification.version)版"),
            ("核对编号 Request", identification.requestNumber),
            ("申请救助类型 Programme", application.programme.chineseName),
            ("受理地 Deciding region", place(application.decidingRegion)),
            ("申请日期 Applied", application.applicationDate.description),
            ("收入核算期 Income window", "\(application.incomeWindow.from) 至 \(application.incomeWindow.to)"),
            ("财产时点 Assets as of", application.assetsAsOf.description),
            ("出具单位 Issued by", "\(identification.issuer.name)核对机构"),
            ("出具时间 Issued at", identification.issuedAt.description),
            ("有效期至 Valid until", identification.validUntil.description),
            ("法律依据 Legal basis", report.basis.legalBasis.chineseCitation),
            ("规则包 Rule pack", "\(pack.id) v\(pack.version)\(pack.isVerified ? "" : "(未经核实)")"),
        ].map { ReportPage.Fact(label: $0.0, value: $0.1) }
    }

    private func place(_ region: RegionCode) -> String {
        RegionTable.yangtzeDelta.fullName(region).map { "\($0) \(region.text)" } ?? region.text
    }

    private func members() -> ReportPage.Section {
        ReportPage.Section(
            title: "一、共同生活家庭成员 · Members",
            headings: ["姓名", "证件号码", "关系", "户籍地", "居住地", "计入人数"],
            rows: report.members.map { member in
                let counting = picture.members.first { $0.reference == member.reference }?.counting
                return ReportPage.Row([
                    member.name, member.maskedIdentity, member.relation.name, place(member.hukou),
                    place(member.residence), Self.counting(counting),
                ])
            },
            whenEmpty: ""
        )
    }

    private static func counting(_ counting: PictureMember.Counting?) -> String {
        switch counting {
        case .counted: "计入"
        case .notCounted: "不计入"
        case .unsettled, nil: "待确认"
        }
    }

    private func legs() -> ReportPage.Section {
        ReportPage.Section(
            title: "二、协查反馈 · Answers by region",
            headings: ["地区", "状态", "说明", "答复摘要"],
            rows: report.legs.map { leg in
                let statement = leg.statement.map(ReportWords.outcome) ?? "—"
                return ReportPage.Row(
                    [
                        leg.region.name, ReportWords.state(leg.state),
                        [statement, leg.violation ?? ""].filter { !$0.isEmpty }.joined(separator: " "),
                        leg.replyDigest.map { String($0.description.prefix(20)) + "…" } ?? "—",
                    ],
                    tone: leg.state == .accepted ? "" : "open"
                )
            },
            whenEmpty: ""
        )
    }

    private func coverage() -> ReportPage.Section {
        let regions = report.legs.map(\.region)
        let cells = Dictionary(
            picture.coverage.map { (CellPlace(region: $0.region, subject: $0.subject, item: $0.item), $0.status) },
            uniquingKeysWith: { first, _ in first }
        )
        let order = Dictionary(
            uniqueKeysWithValues: report.members.enumerated().map { ($0.element.reference, $0.offset) }
        )
        let pairs = Set(picture.coverage.map { SubjectItem($0.subject, $0.item) })
            .sorted { (order[$0.subject] ?? 0, $0.item) < (order[$1.subject] ?? 0, $1.item) }
        return ReportPage.Section(
            title: "三、核对项目覆盖情况 · Coverage",
            headings: ["对象", "项目"] + regions.map(\.name),
            rows: pairs.map { pair in
                let fixed = [name(pair.subject), pair.item.chineseName].map { ReportPage.Cell(text: $0, tone: "") }
                return ReportPage.Row(
                    cells: fixed
                        + regions.map { region in
                            let place = CellPlace(region: region, subject: pair.subject, item: pair.item)
                            return Self.cell(cells[place])
                        }
                )
            },
            whenEmpty: ""
        )
    }

    private struct CellPlace: Hashable {
        let region: ProvinceCode
        let subject: SubjectReference
        let item: ItemCategory
    }

    private static func cell(_ status: OutcomeStatus?) -> ReportPage.Cell {
        guard let status else { return ReportPage.Cell(text: "未列入", tone: "unplanned") }
        return ReportPage.Cell(text: ReportWords.outcome(status), tone: ReportWords.tone(status))
    }

    private func entries(_ title: String, _ classes: Set<ValuationClass>) -> ReportPage.Section {
        ReportPage.Section(
            title: title,
            headings: ["项目", "标识与情况", "权利人", "核对值", "反馈单位", "数据时点", "规则", "采信依据"],
            rows: picture.entries.filter { classes.contains($0.valuation) }.map(row),
            whenEmpty: "在已反馈的项目中没有此类记录。Nothing of this kind among what was answered."
        )
    }

    private func row(_ entry: PictureEntry) -> ReportPage.Row {
        let holders = entry.holders.map { holder in
            name(holder.member) + (holder.share.map { " \($0.text)" } ?? "")
        }
        let source = entry.decidedBy.map { "\($0.region.name) \($0.organisation)" } ?? "未定"
        return ReportPage.Row(
            [
                entry.category.chineseName, description(entry), holders.joined(separator: "、"), value(entry), source,
                entry.decidedBy?.asOf?.description ?? "未注明", entry.rule.rawValue, entry.explanation.chinese,
            ],
            tone: entry.severity.rawValue
        )
    }

    private func value(_ entry: PictureEntry) -> String {
        switch entry.facts {
        case .income(let facts):
            "\(ReportWords.yuan(facts.monthly))/月" + (facts.isCounted ? "" : "(不计入)")
        case .asset(let facts):
            facts.value.map(ReportWords.yuan)
                ?? ReportWords.amount(entry.contribution, entry.valuation, window: picture.incomeWindow)
        case .status(let facts): facts.date.map { "\(facts.code) \($0)" } ?? facts.code
        }
    }

    private func description(_ entry: PictureEntry) -> String {
        guard let found = report.descriptions.first(where: { $0.entry == entry.id }) else { return "—" }
        let keys = found.keys.map(ReportMask.key)
        let details = found.details.names.compactMap { name in
            found.details[name].map { "\(name.chineseName):\(ReportMask.detail(name, $0))" }
        }
        return (keys + details).joined(separator: ";")
    }
}
