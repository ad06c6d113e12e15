import Foundation
import Testing

@Suite("`check submit --idempotency-key` checks a file once")
struct SubmissionKeyTests {
    @Test("twice under one key: one case, the same report; another file under it, or a key that is none, is refused")
    func twice() throws {
        let copy = try DemoState.finished().copy()
        let configuration = copy.configuration("340000")
        func submit(_ file: String, _ key: String) throws -> HeduiProgram.Result {
            try HeduiProgram.run(
                ["check", "submit", file, "--config", configuration, "--json", "--idempotency-key", key])
        }
        func caseCount() throws -> Int {
            let list = try HeduiProgram.run(["check", "status", "--config", configuration])
            return list.output.split(separator: "\n").count { $0.contains("  reported  ") }
        }
        try DemoPorts.hold(for: copy.folder.path) {
            let before = try caseCount()
            let first = try submit("docs/examples/clean.json", "AH-2026-000123")
            #expect(first.status == 0, "\(first.text)")
            let second = try submit("docs/examples/clean.json", "AH-2026-000123")
            #expect(second.status == 0 && second.output == first.output, "\(second.text)")
            #expect(second.errors.contains("checked before under this key"), "\(second.errors)")
            let other = try submit("docs/examples/shanghai-hefei-suzhou-hangzhou.json", "AH-2026-000123")
            #expect(other.status == 65, "\(other.text)")
            let noKey = try submit("docs/examples/clean.json", "two words")
            #expect(noKey.status == 64 && noKey.errors.contains("--idempotency-key"), "\(noKey.text)")
            #expect(try caseCount() == before + 1)
        }
    }
}
