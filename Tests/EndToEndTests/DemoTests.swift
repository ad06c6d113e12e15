import Foundation
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
}
