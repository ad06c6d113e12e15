import Coordination
import RecordMerging
import VerificationDomain

extension ReportPageBuilder {
    /// Every region that was to be asked. One whose pairs were all withheld has no leg, and is shown all the same.
    private var regions: [ProvinceCode] {
        Set(report.legs.map(\.region)).union(picture.coverage.map(\.region)).sorted()
    }

    func legs() -> ReportPage.Section {
        ReportPage.Section(
            title: "二、协查反馈 · Answers by region",
            columns: [
                .init("地区", 10), .init("状态", 14), .init("反馈时间", 15), .init("已核对", 11), .init("说明", 32),
                .init("答复摘要", 18),
            ],
            rows: regions.map(legRow) + report.regionsNotAsked.map(untiedRow),
            whenEmpty: ""
        )
    }

    private func legRow(_ region: ProvinceCode) -> ReportPage.Row {
        let leg = report.legs.first { $0.region == region }
        let cells = picture.coverage.filter { $0.region == region }
        let checked = cells.count { ReportWords.isChecked($0.status) }
        let state = leg.map { ReportPage.Cell(ReportWords.state($0.state), small: $0.state.rawValue) }
        return ReportPage.Row(
            [
                ReportPage.Cell(region.name), state ?? ReportPage.Cell("未查询", small: "notAsked"),
                ReportPage.Cell(leg?.repliedAt.map(ReportWords.time) ?? "—"), "\(checked)/\(cells.count)项",
                ReportPage.Cell(explanation(leg, cells)),
                ReportPage.Cell(leg?.replyDigest.map { String($0.description.prefix(20)) + "…" } ?? "—"),
            ],
            tone: leg?.state == .accepted && checked == cells.count ? "" : "open"
        )
    }

    /// A region that nothing ties the household to was left out on purpose, and is seen here as the others are.
    private func untiedRow(_ region: ProvinceCode) -> ReportPage.Row {
        ReportPage.Row(
            [
                ReportPage.Cell(region.name), ReportPage.Cell("未列入", small: "unplanned"), "—", "—",
                "申请材料未显示家庭与该地区有关联", "—",
            ],
            tone: "open"
        )
    }

    /// Why the region as a whole did not answer, then how many items were not checked and why.
    private func explanation(_ leg: ReportLeg?, _ cells: [CoverageCell]) -> String {
        let whole = [leg?.statement.map(ReportWords.codedOutcome), leg?.violation.map(ReportWords.codedCause)]
        let open = cells.filter { !ReportWords.isChecked($0.status) && $0.status != leg?.statement }
        let counted = Dictionary(grouping: open, by: { ReportWords.codedOutcome($0.status) })
            .sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.count)项" }
        let texts = whole.compactMap { $0 } + counted
        return texts.isEmpty ? "—" : texts.joined(separator: ";")
    }

    func coverage() -> ReportPage.Section {
        let cells = Dictionary(
            picture.coverage.map { (CellPlace(region: $0.region, subject: $0.subject, item: $0.item), $0) },
            uniquingKeysWith: { first, _ in first }
        )
        let rows = pairs.map { pair in
            ReportPage.Row(
                [ReportPage.Cell(name(pair.subject)), ReportPage.Cell(pair.item.chineseName)]
                    + regions.map { region in
                        Self.cell(cells[CellPlace(region: region, subject: pair.subject, item: pair.item)])
                    }
            )
        }
        let width = 76 / max(regions.count, 1)
        return ReportPage.Section(
            title: "三、核对项目覆盖情况与数据时点 · Coverage and as-of dates",
            columns: [.init("对象", 10), .init("项目", 14)] + regions.map { .init($0.name, width) },
            rows: rows,
            whenEmpty: "没有列入核对的项目。Nothing was to be asked.",
            remarks: coverageRemarks(hasUnplanned: picture.coverage.count < rows.count * regions.count)
        )
    }

    private struct CellPlace: Hashable {
        let region: ProvinceCode
        let subject: SubjectReference
        let item: ItemCategory
    }

    /// Members in the report's order, and each one's items.
    private var pairs: [SubjectItem] {
        let order = Dictionary(
            report.members.enumerated().map { ($0.element.reference, $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
        return Set(picture.coverage.map { SubjectItem($0.subject, $0.item) })
            .sorted { (order[$0.subject] ?? 0, $0.item) < (order[$1.subject] ?? 0, $1.item) }
    }

    private static func cell(_ cell: CoverageCell?) -> ReportPage.Cell {
        guard let cell else { return ReportPage.Cell("未列入", tone: "unplanned") }
        return ReportPage.Cell(
            ReportWords.outcome(cell.status),
            small: cell.asOf?.description,
            tone: ReportWords.tone(cell.status)
        )
    }

    /// 「此次核对了…项」 of the report's usual form, what was found, and the codes behind the words of the table.
    private func coverageRemarks(hasUnplanned: Bool) -> [String] {
        let cells = picture.coverage
        let checked = cells.count { ReportWords.isChecked($0.status) }
        let found = Set(picture.entries.map(\.category)).sorted().map(\.chineseName).joined(separator: "、")
        let codes = Set(cells.map { ReportWords.codedOutcome($0.status) }).sorted()
        return [
            "本次核对\(report.members.count)人、\(Set(cells.map(\.item)).count)个项目、\(regions.count)个地区:"
                + "已核对\(checked)项,未核对\(cells.count - checked)项(checked \(checked) of \(cells.count))。",
            found.isEmpty ? "没有反馈疑似信息。" : "反馈疑似信息:\(found)。",
            "反馈结果下方为数据时点。" + codes.joined(separator: ";")
                + (hasUnplanned ? ";未列入(unplanned):此人与该地区没有已知关联,未列入查询计划。" : "。"),
        ]
    }
}
