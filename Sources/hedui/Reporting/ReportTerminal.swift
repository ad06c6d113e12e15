/// Renders a report as aligned text.
struct ReportTerminal {
    let page: ReportPage

    /// Wide columns are cut here; the HTML page and report.json hold everything.
    private static let cellLimit = 44
    /// Sections whose rows are too many for a terminal are summed up.
    private static let rowLimit = 60

    var lines: [String] {
        var lines = ["", "\(page.title)  \(page.number)  [\(page.label)]", ""]
        let labels = page.facts.map { "\($0.label) \($0.english)" }
        let width = labels.map(\.displayWidth).max() ?? 0
        lines += zip(labels, page.facts).map { "  \($0.padded(to: width))  \($1.value)" }
        for section in page.sections { lines += [""] + block(section) }
        lines += ["", "核对结论 Indication: \(page.conclusion) — \(page.conclusionEnglish)", ""]
        lines += page.notes.enumerated().map { "\($0.offset + 1). \($0.element.chinese)" }
        return lines.map(Self.printable)
    }

    private func block(_ section: ReportPage.Section) -> [String] {
        guard !section.isEmpty else { return [section.title, "  \(section.whenEmpty)"] }
        let headings = section.columns.map(\.heading)
        let rows = section.rows.prefix(Self.rowLimit).map { $0.cells.map { Self.cut($0.line) } }
        let widths = headings.indices.map { column in
            ([headings] + rows).map { column < $0.count ? $0[column].displayWidth : 0 }.max() ?? 0
        }
        let table = ([headings, widths.map { String(repeating: "─", count: $0) }] + rows).map { cells in
            "  " + zip(cells, widths).map { $0.0.padded(to: $0.1) }.joined(separator: "  ")
        }
        let hidden = section.rows.count - rows.count
        return [section.title] + table + (hidden > 0 ? ["  … \(hidden) 行见 report.html"] : [])
            + section.remarks.map { "  \($0)" }
    }

    private static func cut(_ text: String) -> String {
        guard text.displayWidth > cellLimit else { return text }
        var cut = ""
        for character in text {
            guard (cut + String(character)).displayWidth < cellLimit else { break }
            cut.append(character)
        }
        return cut + "…"
    }

    /// Peers choose names and addresses: what would steer a terminal, or turn the direction of a line around, is a
    /// replacement character instead.
    private static func printable(_ line: String) -> String {
        guard line.unicodeScalars.contains(where: steers) else { return line }
        return String(String.UnicodeScalarView(line.unicodeScalars.map { steers($0) ? "\u{FFFD}" : $0 }))
    }

    private static func steers(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
