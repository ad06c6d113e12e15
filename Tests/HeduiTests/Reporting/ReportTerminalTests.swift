import Coordination
import OpenSSLCrypto
import TestSupport
import Testing
import VerificationDomain

@testable import hedui

@Suite("The terminal table is aligned, complete and steers nothing")
struct ReportTerminalTests {
    @Test(
        "Chinese characters and full-width forms take two columns, everything else one",
        arguments: [
            ("", 0), ("abc", 3), ("核对", 4), ("核对ab", 6), ("\u{FF08}", 2), ("(", 1), ("≥ 0", 3), ("–", 1), ("한", 2),
            ("𠀀", 2), ("沪A12345", 8), ("、", 2), ("\u{FF21}", 2),
        ]
    )
    func displayWidth(text: String, width: Int) {
        #expect(text.displayWidth == width)
        #expect(text.padded(to: 10).displayWidth == 10)
        #expect(text.aligned(to: 10).displayWidth == 10)
        #expect(text.padded(to: 0) == text)
    }

    private func lines() async throws -> [String] { ReportTerminal(page: try await ReportScripts.full().page()).lines }

    @Test("it shows number, facts, every section, the conclusion and the notes")
    func everything() async throws {
        let page = try await ReportScripts.full().page()
        let text = try await lines().joined(separator: "\n")
        #expect(text.contains("HD310000202611240001") && text.contains("部分反馈 · partial"))
        for fact in page.facts { #expect(text.contains(fact.label) && text.contains(fact.value)) }
        for section in page.sections {
            #expect(text.contains(section.title))
            for remark in section.remarks { #expect(text.contains(remark)) }
        }
        for note in page.notes { #expect(text.contains(note.chinese)) }
        #expect(text.contains("核对结论 Indication: 发现超标 — something over the limits was found"))
        #expect(text.contains("有记录 2026-11-10"))
        #expect(text.contains("少报 understated"))
    }

    @Test("the columns of a table begin at the same place in every row")
    func aligned() async throws {
        let page = try await ReportScripts.full().page()
        let lines = try await lines()
        let members = try #require(page.sections.first)
        let start = try #require(lines.firstIndex(of: members.title))
        let table = lines[(start + 1)...].prefix(2 + members.rows.count)
        #expect(table.count == 4)
        let places = members.columns.map { column(of: $0.heading, in: table[start + 1]) }
        #expect(places.count > 2 && places.allSatisfy { $0 != nil })
        for (row, line) in zip(members.rows, table.dropFirst(2)) {
            for (cell, place) in zip(row.cells, places) {
                #expect(rest(of: line, from: place ?? 0).hasPrefix(cell.line), "\(cell.line)")
            }
        }
    }

    /// What stands from this column on.
    private func rest(of line: String, from place: Int) -> Substring {
        var (column, index) = (0, line.startIndex)
        while column < place, index < line.endIndex {
            column += String(line[index]).displayWidth
            index = line.index(after: index)
        }
        return line[index...]
    }

    private func column(of text: String, in line: String) -> Int? {
        line.ranges(of: text).first.map { String(line[..<$0.lowerBound]).displayWidth }
    }

    @Test("a cell that is too wide is cut where a character ends, and the page still holds all of it")
    func cut() async throws {
        let lines = try await lines()
        let line = try #require(lines.first { $0.contains("沪A12345") })
        #expect(line.contains("…"))
        #expect(!line.contains("使用性质:非营运(A)"))
        #expect(try await ReportScripts.full().html().contains("使用性质:非营运(A)"))
    }

    @Test("what a peer wrote can neither steer the terminal nor turn a line around")
    func controls() async throws {
        let report = try ReportScripts.full().report()
        let hostile = "海\u{1B}[2J\u{7}\n\r\u{202E}\u{9B}\u{2028}行"
        let changed = try VerificationReport(json: JSONCursor(report.json.replacing("source", by: hostile)))
        let page = try ReportPageBuilder(try await ReportBench.sign(changed)).page()
        let lines = ReportTerminal(page: page).lines
        #expect(lines.contains { $0.contains("海\u{FFFD}[2J") })
        for line in lines {
            #expect(!line.unicodeScalars.contains { [0x1B, 7, 10, 13, 0x202E, 0x9B, 0x2028].contains($0.value) })
        }
    }

    @Test("a table with more rows than a terminal takes says how many are left out")
    func manyRows() async throws {
        let row = ReportPage.Row(["x"])
        let page = try await ReportScripts.full().page()
        let rows = Array(repeating: row, count: 61)
        let long = page.replacing(
            sections: [.init(title: "long", columns: [.init("a", 100)], rows: rows, whenEmpty: "")]
        )
        let lines = ReportTerminal(page: long).lines
        #expect(lines.count { $0 == "  x" } == 60)
        #expect(lines.contains("  … 1 行见 report.html"))
    }
}

extension ReportPage {
    func replacing(sections: [Section]) -> ReportPage {
        ReportPage(
            number: number,
            pageMark: pageMark,
            title: title,
            label: label,
            isPartial: isPartial,
            conclusion: conclusion,
            conclusionEnglish: conclusionEnglish,
            conclusionTone: conclusionTone,
            facts: facts,
            sections: sections,
            notes: notes,
            issuer: issuer,
            issuedOn: issuedOn,
            signature: signature
        )
    }
}
