import Coordination
import RecordMerging
import VerificationDomain

extension ReportPageBuilder {
    func entries(_ title: String, _ classes: Set<ValuationClass>) -> ReportPage.Section {
        ReportPage.Section(
            title: title,
            columns: [
                .init("项目", 9), .init("标识与情况", 27), .init("权利人", 8), .init("核对值", 12), .init("反馈单位", 14),
                .init("数据时点", 10), .init("规则", 6), .init("采信依据", 14),
            ],
            rows: picture.entries.filter { classes.contains($0.valuation) }.map(row),
            whenEmpty: "在已反馈的项目中没有此类记录。Nothing of this kind among what was answered."
        )
    }

    private func row(_ entry: PictureEntry) -> ReportPage.Row {
        let holders = entry.holders.map { holder in
            name(holder.member) + (holder.share.map { " \($0.text)" } ?? "")
        }
        return ReportPage.Row(
            [
                ReportPage.Cell(entry.category.chineseName, small: entry.category.rawValue),
                ReportPage.Cell(description(entry)), ReportPage.Cell(holders.joined(separator: "、")), value(entry),
                source(entry), ReportPage.Cell(asOf(entry)),
                ReportPage.Cell(([entry.rule] + entry.notes).map(\.rawValue).joined(separator: " ")),
                ReportPage.Cell(entry.explanation.chinese),
            ],
            tone: entry.severity.rawValue
        )
    }

    private func value(_ entry: PictureEntry) -> ReportPage.Cell {
        switch entry.facts {
        case .income(let facts):
            ReportPage.Cell(
                "\(ReportWords.yuan(facts.monthly))元/月" + (facts.isCounted ? "" : "(不计入)"),
                small: facts.isCounted ? nil : "not counted"
            )
        case .asset(let facts):
            ReportPage.Cell(facts.value.map { "\(ReportWords.yuan($0))元" } ?? amount(entry.contribution, entry))
        case .status(let facts):
            ReportPage.Cell(
                [ReportWords.status(facts.code), facts.date?.description].compactMap { $0 }.joined(separator: " "),
                small: facts.code
            )
        }
    }

    private func amount(_ interval: Interval, _ entry: PictureEntry) -> String {
        ReportWords.amount(interval, entry.valuation, window: picture.incomeWindow) + ReportWords.unit(entry.category)
    }

    /// The deciding register. Where no record decides, every region that speaks of it, with its number of records: a
    /// reviewer must know whom to ask.
    private func source(_ entry: PictureEntry) -> ReportPage.Cell {
        guard let decided = entry.decidedBy else {
            let regions = bySource(entry).map { "\($0.region.name)(\($0.uses.count)条)" }
            return ReportPage.Cell("未定:\(regions.joined(separator: "、"))", small: "undecided")
        }
        // "上海市公安局" says by itself where it is.
        let isLocal = decided.organisation.hasPrefix(decided.region.name)
        return ReportPage.Cell(isLocal ? decided.organisation : "\(decided.region.name) \(decided.organisation)")
    }

    private func asOf(_ entry: PictureEntry) -> String {
        if let decided = entry.decidedBy { return ReportWords.asOf(decided.asOf) }
        return bySource(entry).map { "\($0.region.name) \(dates($0.uses, of: entry))" }.joined(separator: ";")
    }

    private func bySource(_ entry: PictureEntry) -> [(region: ProvinceCode, uses: [RecordUse])] {
        Dictionary(grouping: entry.sources, by: \.reference.region).sorted { $0.key < $1.key }
            .map { (region: $0.key, uses: $0.value) }
    }

    /// The records' own dates where the picture keeps them, else those of the registers that were asked.
    private func dates(_ uses: [RecordUse], of entry: PictureEntry) -> String {
        let dates = uses.compactMap { use in
            entry.candidates.first { $0.record == use.reference }?.asOf
                ?? picture.coverage.first {
                    $0.region == use.reference.region && $0.subject == use.reference.subject
                        && $0.item == entry.category
                }?.asOf
        }
        return dates.isEmpty ? ReportWords.asOf(nil) : Set(dates).sorted().map(\.description).joined(separator: "、")
    }

    /// Keys, details and what the rules made of them; each said once.
    private func description(_ entry: PictureEntry) -> String {
        let found = report.descriptions.first { $0.entry == entry.id }
        var texts = found.map { ReportDetails(category: entry.category).texts($0) } ?? []
        switch entry.facts {
        case .asset(let facts):
            if let use = facts.use { texts.append("认定用途:\(ReportWords.use(use))(\(use.rawValue))") }
        case .income(let facts):
            texts.append("收入类别:\(facts.kind.chineseName)(\(facts.kind.rawValue))")
            texts.append("核算期内\(facts.coveredMonths)个月有佐证")
            if !facts.gaps.isEmpty {
                texts.append("缺:\(facts.gaps.map(\.description).joined(separator: "、"))")
            }
        case .status: break
        }
        if !entry.candidates.isEmpty { texts.append("备选值 \(candidates(entry))") }
        return texts.isEmpty ? "对方未提供标识" : texts.joined(separator: ";")
    }

    private func candidates(_ entry: PictureEntry) -> String {
        entry.candidates.map { candidate in
            let value = ReportWords.amount(candidate.value, entry.valuation, window: picture.incomeWindow)
            let unit = entry.valuation == .money ? "元" : ReportWords.unit(entry.category)
            let place = "\(candidate.record.region.name) \(ReportWords.asOf(candidate.asOf))"
            return "\(candidate.label):\(value)\(unit)(\(place))"
        }.joined(separator: ",")
    }
}
