import Coordination
import OpenSSLCrypto
import TestSupport
import Testing
import VerificationDomain

@testable import hedui

@Suite("report.html is one page that prints on A4, shows everything and runs nothing")
struct ReportHTMLTests {
    @Test("every label, heading, cell, remark and note of the page is in it")
    func everything() async throws {
        let page = try await ReportScripts.full().page()
        let html = try ReportHTML().render(page)
        var texts = page.facts.flatMap { [$0.label, $0.english, $0.value] }
        for section in page.sections {
            texts += [section.title] + section.columns.map(\.heading) + section.remarks
            texts += section.isEmpty ? [section.whenEmpty] : section.rows.flatMap { $0.cells.map(\.text) }
            texts += section.rows.flatMap { $0.cells.compactMap(\.small) }
        }
        texts += page.notes.flatMap { [$0.chinese, $0.english] }
        #expect(texts.count > 400)
        for text in texts { #expect(html.contains(text.escaped), "\(text)") }
    }

    @Test("every row has as many cells as its section has columns, and the columns fill the page")
    func shape() async throws {
        for bench in [try ReportScripts.full(), try ReportScripts.partial()] {
            for section in try await bench.page().sections {
                #expect(section.rows.allSatisfy { $0.cells.count == section.columns.count }, "\(section.title)")
                let width = section.columns.map(\.width).reduce(0, +)
                #expect((95...100).contains(width), "\(section.title) \(width)")
            }
        }
    }

    @Test("a section without rows says so instead of showing an empty table")
    func emptySection() async throws {
        let html = try await ReportScripts.partial().html()
        #expect(html.contains("<p class=\"empty\">在已反馈的项目中没有此类记录。"))
        #expect(!html.contains("<tbody>\n</tbody>"))
    }

    @Test("it prints on A4 with page numbers and the report's number on every page")
    func pages() async throws {
        let html = try await ReportScripts.full().html()
        #expect(html.contains(/@page\s*\{\s*size:\s*A4/))
        #expect(html.contains("content: \"HD310000202611240001\""))
        #expect(html.contains("counter(page)"))
        #expect(html.contains("thead { display: table-header-group; }"))
    }

    @Test("it says that it is UTF-8, where a browser looks for it")
    func charset() async throws {
        let html = try await ReportScripts.partial().html()
        let position = try #require(html.firstRange(of: "<meta charset=\"utf-8\">"))
        #expect(html[..<position.lowerBound].utf8.count < 1024)
    }

    @Test("it refers to nothing outside, and its policy forbids scripts and loading")
    func selfContained() async throws {
        let html = try await ReportScripts.full().html()
        for text in ["src=", "href=", "url(", "@import", "<link", "<script", "<img", "<iframe", "http://", "https://"] {
            #expect(!html.contains(text), "\(text)")
        }
        #expect(html.contains("Content-Security-Policy\" content=\"default-src 'none'"))
    }

    private static let hostile = "<script>alert(1)</script>\"'&<img src=x>"

    @Test("markup in a name, an address or an organisation is text", arguments: ["name", "address", "source", "zh"])
    func markup(member: String) async throws {
        let report = try ReportScripts.full().report()
        let changed = try VerificationReport(json: JSONCursor(report.json.replacing(member, by: Self.hostile)))
        let page = try ReportPageBuilder(try await ReportBench.sign(changed)).page()
        let html = try ReportHTML().render(page)
        #expect(html.contains(Self.hostile.escaped))
        #expect(!html.contains("<script") && !html.contains("<img"))
    }

    @Test("a report number cannot leave the style that it stands in")
    func numberInStyle() async throws {
        let report = try ReportScripts.full().report()
        let number = "HD\"}</style><b>"
        let changed = try VerificationReport(json: JSONCursor(report.json.replacing("number", by: number)))
        let html = try ReportHTML().render(try ReportPageBuilder(try await ReportBench.sign(changed)).page())
        #expect(html.contains("content: \"HDstyleb\""))
        #expect(html.ranges(of: "</style>").count == 1)
        #expect(!html.contains("<b>"))
    }

    @Test("no identity number, no spouse's number and no account number is on paper or on the terminal in full")
    func masked() async throws {
        let page = try await ReportScripts.full().page()
        let html = try ReportHTML().render(page)
        let terminal = ReportTerminal(page: page).lines.joined(separator: "\n")
        let secrets =
            Examples.numbers.values.map { String($0.text.dropFirst(2).dropLast(2)) }
            + [String(ReportScripts.account.dropFirst(2).dropLast(2))]
        for secret in secrets {
            #expect(!html.contains(secret))
            #expect(!terminal.contains(secret))
        }
        #expect(html.contains("银行账号:QH") && html.contains("配偶证件号:32**************"))
        #expect(html.contains(Examples.numbers["m1"]!.masked))
    }
}
