import Foundation
import Testing

@Suite("hedui check status")
struct CheckStatusTests {
    private let demo: DemoState
    private let copy: DemoCopy

    init() throws {
        demo = try DemoState.finished()
        copy = try demo.copy()
    }

    private func status(_ arguments: [String]) throws -> HeduiProgram.Result {
        try HeduiProgram.run(["check", "status"] + arguments + ["--config", copy.configuration("310000")])
    }

    private func cases(_ arguments: [String] = []) throws -> [[String: Any]] {
        let result = try status(arguments + ["--json"])
        #expect(result.status == 0, "\(result.text)")
        return try #require(JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: Any]])
    }

    @Test("it lists every case, newest first; with a number of one of them, that one alone")
    func oneCase() throws {
        let second = try DemoPorts.hold(for: copy.folder.path) {
            try HeduiProgram.run([
                "check", "submit", "docs/examples/shanghai-hefei-suzhou-hangzhou.json", "--config",
                copy.configuration("310000"),
            ])
        }
        try #require(second.status == 0, "\(second.text)")
        let all = try cases()
        #expect(all.count == 2)
        let first = try #require(all.last)
        #expect(try first["case"] as? String == demo.caseIdentifier())
        // The folder of a report is called by its number.
        let number = try URL(filePath: demo.reportFile()).deletingLastPathComponent().lastPathComponent
        #expect(first["reportNo"] as? String == number)
        #expect(first["state"] as? String == "reported")
        #expect(first["legs"] as? [String: Int] == ["accepted": 4])
        let requestNumber = try #require(first["requestNo"] as? String)
        for name in [try demo.caseIdentifier(), number, requestNumber] {
            let one = try cases([name])
            #expect(one.count == 1, "\(name)")
            #expect(try one.first?["case"] as? String == demo.caseIdentifier(), "\(name)")
            let lines = try status([name]).output.split(separator: "\n")
            #expect(lines.count == 1 && lines.first?.contains(number) == true, "\(lines)")
        }
    }
}
