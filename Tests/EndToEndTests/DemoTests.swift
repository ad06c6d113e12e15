import Foundation
import TestSupport
import Testing

@Suite("make demo: four nodes verify a household")
struct DemoTests {
    @Test("the demo ends with 0, shows the report, says where report.html is, and verifies four logs")
    func endsWell() throws {
        let demo = try DemoState.finished()
        #expect(demo.result.status == 0, "\(demo.result.errors)")
        #expect(demo.result.output.contains("居民家庭经济状况核对报告"))
        #expect(demo.result.output.contains("report.html"))
        for region in DemoState.regions { #expect(demo.result.output.contains("audit log \(region): ✔")) }
        let html = try String(
            contentsOfFile: demo.reportFile().replacingOccurrences(of: ".json", with: ".html"),
            encoding: .utf8
        )
        for text in ["核对结论", "覆盖情况", "数据时点", "与申报比较", "异议", "@page", "V-02", "RE-01", "IN-01"] {
            #expect(html.contains(text), "report.html lacks \(text)")
        }
        #expect(!html.contains("http://") && !html.contains("https://"), "the page is self-contained")
    }

    @Test("the headline family's flat, car, wage and pension come from four regions and are counted once each")
    func mergesAcrossRegions() throws {
        let report =
            try JSONSerialization.jsonObject(
                with: Data(contentsOf: URL(filePath: DemoState.finished().reportFile()))
            ) as? [String: Any]
        let picture = try #require(report?["picture"] as? [String: Any])
        let entries = try #require(picture["entries"] as? [[String: Any]])
        let decided = entries.compactMap { entry in
            (entry["decidedBy"] as? [String: Any]).map { "\(entry["category"] ?? "") \($0["region"] ?? "")" }
        }
        #expect(decided.filter { $0.hasPrefix("vehicle") } == ["vehicle 310000"])
        #expect(decided.filter { $0.hasPrefix("realEstate") } == ["realEstate 340000"])
        #expect(decided.filter { $0.hasPrefix("pension") } == ["pension 330000"])
        let legs = try #require(report?["legs"] as? [[String: Any]])
        #expect(legs.compactMap { $0["state"] as? String } == ["accepted", "accepted", "accepted", "accepted"])
    }

    @Test("with --keep the nodes go on running, and their addresses and process numbers are told")
    func keepsNodes() throws {
        let folder = try TemporaryFolder()
        let result = try HeduiProgram.run([
            "demo", "--keep", "--folder", folder.path, "--people", "0", "--suite", "es256", "--first-port", "19431",
        ])
        let identifiers = try String(contentsOfFile: "\(folder.path)/nodes.pid", encoding: .utf8)
            .split(separator: "\n").compactMap { Int32($0) }
        defer { identifiers.forEach { kill($0, SIGKILL) } }
        #expect(result.status == 0, "\(result.text)")
        #expect(identifiers.count == 4)
        #expect(identifiers.allSatisfy { kill($0, 0) == 0 }, "a node has ended")
        for region in DemoState.regions { #expect(result.output.contains("\(region) https://127.0.0.1:")) }
        let household = "docs/examples/temporary-assistance.json"
        let again = try HeduiProgram.run(
            ["check", "submit", household, "--config", "\(folder.path)/320000/hedui.yaml", "--json"])
        #expect(again.status == 0, "\(again.text)")
        #expect(again.output.contains("\"state\":\"accepted\""))
        #expect(!again.output.contains("\"state\":\"failed\""))
    }

    @Test("nothing personal is in clear in databases, logs of the audit and logs of the nodes")
    func privacy() throws {
        let demo = try DemoState.finished()
        let search = PersonalDataSearch(try Self.personalTexts())
        var found: [String] = []
        for region in DemoState.regions {
            let folder = "\(demo.path)/\(region)"
            for file in try FileManager.default.contentsOfDirectory(atPath: folder)
            where file.hasPrefix("store.sqlite") || file == "node.log" {
                let bytes = [UInt8](try Data(contentsOf: URL(filePath: "\(folder)/\(file)")))
                found += search.findings(in: bytes, place: "\(region)/\(file)").map(\.description)
            }
            found += try search.findings(below: "\(folder)/log").map(\.description)
        }
        #expect(found == [])
        #expect(search.findings(in: Array(demo.result.errors.utf8), place: "progress") == [])
    }

    @Test(
        "the search finds every form that is planted, at every alignment",
        arguments: PersonalDataSearch.Form.allCases
    )
    func privacyControl(form: PersonalDataSearch.Form) throws {
        let search = PersonalDataSearch(try Self.personalTexts())
        for text in try Self.personalTexts() {
            for spelling in form.spellings(of: text) {
                let planted = Array("leading noise ".utf8) + spelling + Array(" trailing".utf8)
                #expect(!search.findings(in: planted, place: "control").isEmpty, "\(form) is not found")
            }
        }
    }

    /// Names and numbers of the checked household.
    private static func personalTexts() throws -> [String] {
        let file = HeduiProgram.root.appending(path: "docs/examples/shanghai-hefei-suzhou-hangzhou.json")
        let household = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
        let members = try #require(household?["members"] as? [[String: Any]])
        return members.flatMap { member in
            [member["name"], member["idNumber"]].compactMap { $0 as? String }
        }
    }
}
