import ArgumentParser
import Coordination
import Foundation
import OpenSSLCrypto
import RecordMerging
import TestSupport
import Testing
import VerificationDomain

@testable import hedui

@Suite("The head, the notes and the foot of the report page say what a report must say")
struct ReportHeadTests {
    private func reader() async throws -> PageReader { PageReader(page: try await ReportScripts.full().page()) }

    @Test("the head names the applicant, what was applied for, where, when, and until when the report is valid")
    func facts() async throws {
        let reader = try await reader()
        let masked = Examples.numbers["m1"]!.masked
        let expected = [
            "报告编号": "HD310000202611240001 第1版", "核对编号": "310101000000202611240001", "申请人": "测试m1 \(masked)",
            "申请救助类型": "最低生活保障 dibao", "受理地": "上海市黄浦区 310101", "申请日期": "2026-11-20",
            "收入核算期": "2025-11 至 2026-10", "财产时点": "2026-11-20", "出具单位": "上海市核对机构",
            "出具时间": "2026-11-24 09:00:00", "有效期至": "2027-05-23",
            "法律依据": "《中华人民共和国社会救助法》第四十一条 CN-SAL-2026-41",
            "规则包": "test-dibao v1(未经核实 unverified)",
            "签名密钥": try TestFederation.signer(.shanghai).keyIdentifier.description,
        ]
        for (label, value) in expected { #expect(reader.fact(label) == value, "\(label)") }
        #expect(reader.page.facts.count == expected.count)
        #expect(reader.page.facts.allSatisfy { !$0.english.isEmpty })
    }

    @Test("an applicant who is no member of the report is shown by reference, not left out")
    func unknownApplicant() async throws {
        let issued = try await ReportScripts.full().issued()
        let json = try JSONParser.parse(issued.bytes, limits: ReportVerification.limits)
        let report = try VerificationReport(json: JSONCursor(json.replacing("applicant", by: "someone")))
        let page = try ReportPageBuilder(try await ReportBench.sign(report)).page()
        #expect(PageReader(page: page).fact("申请人") == "someone")
    }

    @Test("the conclusion and the label say it in both languages, and a partial report says so")
    func conclusion() async throws {
        let full = try await reader().page
        #expect(full.conclusion == Indication.Wording.over.chinese)
        #expect(full.conclusionEnglish == Indication.Wording.over.english)
        #expect(full.conclusionTone == "over")
        let partial = try await ReportScripts.partial().page()
        #expect(partial.isPartial && partial.label == "部分反馈 · partial")
        #expect(partial.conclusion == "在已反馈范围内未发现超标")
        let html = try ReportHTML().render(partial)
        #expect(html.contains("核对结论:在已反馈范围内未发现超标"))
        #expect(html.contains("<span class=\"label partial\">部分反馈 · partial</span>"))
    }

    @Test("the notes say how to object, who may use it for what, and which print it is")
    func notes() async throws {
        let day = CalendarDate("2026-11-25")!
        let page = try await ReportScripts.partial().page(print: ReportPrint(number: 3, date: day))
        let text = page.notes.map(\.chinese).joined(separator: "\n")
        #expect(text.contains("自接到本报告之日起5日内") && text.contains("提出异议"))
        #expect(text.contains("仅供受理地上海市黄浦区(310101)民政部门及其核对机构审核最低生活保障申请使用"))
        #expect(page.notes.contains { $0.english.contains("310101") && $0.english.contains("dibao") })
        #expect(text.contains("不是审核决定"))
        #expect(text.contains("未反馈不等于无记录"))
        #expect(text.contains("verified: false"))
        #expect(page.notes.last?.chinese == "本报告于2026年11月25日进行了第3次打印。")
        let html = try ReportHTML().render(page)
        for note in page.notes { #expect(html.contains(note.chinese) && html.contains(note.english.escaped)) }
    }

    @Test("the foot names issuer, day, signing key, signature file and digest, and a command that the program takes")
    func signature() async throws {
        let issued = try await ReportScripts.full().issued()
        let page = try ReportPageBuilder(issued).page()
        let key = try TestFederation.signer(.shanghai).keyIdentifier.description
        #expect(page.signature.keyIdentifier == key)
        #expect(page.signature.fileName == "report.json.jws")
        #expect(page.signature.digest == issued.digest.description)
        let html = try ReportHTML().render(page)
        for text in ["上海市核对机构(盖章)", "2026年11月24日", key, "report.json.jws", issued.digest.description] {
            #expect(html.contains(text), "\(text)")
        }
        let words = page.signature.command.split(separator: " ").map(String.init)
        #expect(html.contains(page.signature.command) && words.first == "hedui" && words.contains("--config"))
        #expect(try Hedui.parseAsRoot(Array(words.dropFirst())) is ReportCommand.Verify)
    }

    @Test("every command of the reviewer's guide is one that the program takes, and names its configuration")
    func guide() throws {
        let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "docs/reviewer-guide.zh.md"), encoding: .utf8)
        let commands = text.matches(of: /(?m)(?:^ +|`)hedui ([^`\n]+)/).map { String($0.output.1) }
        #expect(commands.count >= 3)
        for command in commands {
            let words = command.split(separator: " ").map(String.init)
            #expect(throws: Never.self, "\(command)") { try Hedui.parseAsRoot(words) }
            #expect(words.contains("--config"), "\(command)")
        }
    }
}

extension String {
    /// As the page must write it.
    var escaped: String {
        replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
    }
}

extension JSONValue {
    /// The same value with every text member of this name replaced.
    func replacing(_ name: String, by text: String) -> JSONValue {
        switch self {
        case .object(let members):
            .object(
                members.map { member in
                    if member.name == name, case .string = member.value { return Member(name, .string(text)) }
                    return Member(member.name, member.value.replacing(name, by: text))
                }
            )
        case .array(let elements): .array(elements.map { $0.replacing(name, by: text) })
        default: self
        }
    }
}
