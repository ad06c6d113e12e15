import Foundation
import Testing
import VerificationDomain

@Suite("hedui population generate")
struct PopulationTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private var files: [String] {
        get throws { try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted() }
    }

    private func generate(_ options: [String]) -> [String] {
        ["population", "generate", "--people", "50", "--out", "\(folder.path)/new/registers"] + options
    }

    @Test("one register a region, counted, and the same bytes of truth for the same seed")
    func generates() throws {
        let first = try HeduiProgram.run(generate(["--seed", "7", "--truth", "\(folder.path)/a.jsonl", "--json"]))
        #expect(first.status == 0, "\(first.text)")
        let json = try #require(JSONSerialization.jsonObject(with: Data(first.output.utf8)) as? [String: Any])
        #expect(try #require(json["people"] as? Int) > 50)
        #expect((json["rows"] as? [String: Int])?.keys.sorted() == DemoState.regions)
        let made = DemoState.regions.map { "new/registers/\($0).sqlite" }
        #expect(try Set(made).isSubset(of: files))
        try FileManager.default.removeItem(atPath: "\(folder.path)/new")
        let second = try HeduiProgram.run(generate(["--seed", "7", "--truth", "\(folder.path)/b.jsonl"]))
        #expect(second.status == 0, "\(second.text)")
        for region in DemoState.regions { #expect(second.output.contains("\(region).sqlite: ")) }
        let truth = try String(contentsOfFile: "\(folder.path)/a.jsonl", encoding: .utf8)
        #expect(try truth == String(contentsOfFile: "\(folder.path)/b.jsonl", encoding: .utf8))
        #expect(truth.split(separator: "\n").count == json["truths"] as? Int)
    }

    @Test("the truth says of each asset whose it is, what it is worth and which registers show it")
    func truth() throws {
        let path = "\(folder.path)/truth.jsonl"
        try #require(try HeduiProgram.run(generate(["--truth", path])).status == 0)
        var kinds: [String: Int] = [:]
        for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") {
            let truth = JSONCursor(try JSONParser.parse(Array(line.utf8), limits: JSONLimits(byteCount: 4096)))
            let kind = try truth.member("kind").string(count: 5...6)
            kinds[kind, default: 0] += 1
            let person = try truth.member(kind == "asset" ? "owner" : "earner").string(count: 15...18)
            #expect(IdentityNumber(person) != nil)
            #expect(try truth.member(kind == "asset" ? "valueFen" : "monthlyFen").integer(in: 0...Int64.max) >= 0)
        }
        #expect(kinds.keys.sorted() == ["asset", "income"])
    }

    @Test("a full disk names the file, leaves nothing behind, and the next attempt succeeds")
    func diskFull() throws {
        let options = ["--people", "2000", "--truth", "\(folder.path)/truth.jsonl"]
        let result = try HeduiProgram.runOnFullDisk(generate(options), kibibytes: 64)
        #expect(result.status == 73, "\(result.text)")
        #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
        #expect(result.errors.contains(".sqlite") || result.errors.contains("truth.jsonl"), "\(result.errors)")
        #expect(try files == [], "something was left")
        #expect(try HeduiProgram.run(generate(options)).status == 0)
    }

    @Test("files that are there are named and stay, and so does everything beside them")
    func existing() throws {
        try #require(try HeduiProgram.run(generate([])).status == 0)
        let before = try files
        let again = try HeduiProgram.run(generate(["--truth", "\(folder.path)/truth.jsonl"]))
        #expect(again.status == 73, "\(again.text)")
        #expect(again.errors.contains("310000.sqlite: exists"), "\(again.text)")
        #expect(try files == before)
    }

    @Test("a folder that cannot be made is named, and a wrong number of people is a usage error")
    func impossible() throws {
        let nowhere = try HeduiProgram.run(["population", "generate", "--out", "/proc/nope"])
        #expect(nowhere.status == 73, "\(nowhere.text)")
        #expect(nowhere.errors.contains("/proc/nope"), "\(nowhere.text)")
        #expect(nowhere.errors.split(separator: "\n").count == 1, "\(nowhere.text)")
        let nobody = try HeduiProgram.run(["population", "generate", "--out", folder.path, "--people=-1"])
        #expect(nobody.status == 64, "\(nobody.text)")
        #expect(nobody.errors.contains("--people"), "\(nobody.text)")
    }
}
