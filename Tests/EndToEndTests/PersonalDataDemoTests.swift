import Foundation
import TestSupport
import Testing

@Suite("Nothing personal is in clear beside a running demo", .serialized)
struct PersonalDataDemoTests {
    /// Everything of a node's folder but what holds persons by its purpose, and what no run writes.
    private static func isSearched(_ path: String) -> Bool {
        !["registers.sqlite", "registers.yaml", "reports", "keys", "rule-packs"].contains { path.hasPrefix($0) }
    }

    @Test("neither in databases, write-ahead logs, published logs and node logs nor in the progress of the checks")
    func runningDemo() throws {
        let folder = try TemporaryFolder()
        let demo = try HeduiProgram.run([
            "demo", "--keep", "--folder", folder.path, "--people", "400", "--first-port", "20431",
        ])
        let processes = ((try? String(contentsOfFile: "\(folder.path)/nodes.pid", encoding: .utf8)) ?? "")
            .split(separator: "\n").compactMap { Int32($0) }
        defer { processes.forEach { kill($0, SIGKILL) } }
        try #require(demo.status == 0, "\(demo.text)")
        #expect(processes.count == 4)
        let search = PersonalDataSearch(try Self.persons(of: folder.path))
        #expect(search.findings(in: Array(demo.errors.utf8), place: "progress of the demo") == [])
        // The command of a check empties its own region's write-ahead log when it ends, so no one moment shows all
        // four.
        var filled: Set<String> = []
        let checks = [
            ("shanghai-hefei-suzhou-hangzhou", "310000"), ("temporary-assistance", "320000"), ("clean", "340000"),
            ("deceased-member", "330000"),
        ]
        for (household, region) in checks {
            let check = try HeduiProgram.run([
                "check", "submit", "docs/examples/\(household).json", "--config",
                "\(folder.path)/\(region)/hedui.yaml", "--json",
            ])
            #expect(check.status == 0, "\(check.text)")
            #expect(search.findings(in: Array(check.errors.utf8), place: "progress of a check") == [])
            for region in DemoState.regions {
                let node = "\(folder.path)/\(region)"
                let found = try search.findings(below: node, includes: Self.isSearched)
                #expect(found == [], "\(region): \(found.map(\.description))")
                if try Self.byteCount("\(node)/store.sqlite-wal") > 0 { filled.insert(region) }
            }
        }
        #expect(filled == Set(DemoState.regions), "only these write-ahead logs had something in them to search")
        for region in DemoState.regions { try Self.requireContent("\(folder.path)/\(region)") }
    }

    /// An empty file has no finding either.
    private static func requireContent(_ node: String) throws {
        for file in ["store.sqlite", "node.log"] {
            #expect(try byteCount("\(node)/\(file)") > 0, "\(node)/\(file) is empty")
        }
        let bundles = "\(node)/log/tile/entries/000.p"
        let names = try FileManager.default.contentsOfDirectory(atPath: bundles)
        #expect(!names.isEmpty)
        for name in names { #expect(try byteCount("\(bundles)/\(name)") > 0, "\(name) is empty") }
    }

    private static func byteCount(_ path: String) throws -> Int {
        try #require(try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
    }

    /// Plants each form of some persons in each kind of file, every one at a place of its own.
    @Test("each form that is planted in database, write-ahead log, bundle or node log is found where it stands")
    func control() throws {
        let copy = try DemoState.finished().copy()
        let node = copy.file("310000")
        let search = PersonalDataSearch(try Self.persons(of: copy.folder.path))
        #expect(try search.findings(below: node, includes: Self.isSearched) == [])
        let bundle = try #require(
            try FileManager.default.contentsOfDirectory(atPath: "\(node)/log/tile/entries/000.p").max()
        )
        let places = ["store.sqlite", "store.sqlite-wal", "log/tile/entries/000.p/\(bundle)", "node.log"]
        var planted: Set<PersonalDataSearch.Finding> = []
        for place in places { planted.formUnion(try Self.plant(in: node, place)) }
        #expect(planted.count > 300)
        let found = Set(try search.findings(below: node, includes: Self.isSearched))
        let missed = planted.subtracting(found)
        #expect(missed == [], "\(missed.count) of \(planted.count)")
    }

    private static func plant(in node: String, _ place: String) throws -> [PersonalDataSearch.Finding] {
        let path = "\(node)/\(place)"
        var content = FileManager.default.contents(atPath: path) ?? Data()
        var planted: [PersonalDataSearch.Finding] = []
        for text in try plantedTexts() {
            for form in PersonalDataSearch.Form.allCases {
                // Two characters are four bytes of UTF-16, which chance makes too.
                for spelling in form.spellings(of: text) where spelling.count >= 6 {
                    content += Data("\n~".utf8)
                    planted.append(PersonalDataSearch.Finding(place: place, offset: content.count, form: form))
                    content += Data(spelling)
                }
            }
        }
        try content.write(to: URL(filePath: path))
        return planted
    }

    /// Name, number and 15-digit number of everybody in the headline household.
    private static func plantedTexts() throws -> Set<String> {
        let household = try example("shanghai-hefei-suzhou-hangzhou.json")
        return household.union(household.compactMap(fifteenDigits))
    }

    private static func fifteenDigits(_ number: String) -> String? {
        guard number.count == 18, number.dropFirst(6).hasPrefix("19") else { return nil }
        return String(number.prefix(6) + number.dropFirst(8).prefix(9))
    }

    /// Names and identity numbers of everybody in the four regions' registers and in the example households.
    private static func persons(of demo: String) throws -> [String] {
        let files = DemoState.regions.map { "\(demo)/\($0)/registers.sqlite" }
        let script = """
            import re, sqlite3, sys
            found = set()
            for file in sys.argv[1:]:
                database = sqlite3.connect('file:' + file + '?mode=ro', uri=True)
                for table, in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                    rows = database.execute('SELECT * FROM "%s"' % table)
                    columns = [column[0] for column in rows.description]
                    for row in rows:
                        for column, value in zip(columns, row):
                            number = re.fullmatch(r'\\d{17}[\\dXx]|\\d{15}', str(value))
                            if number or column in ('xm', '姓名', 'full_name'):
                                found.add(str(value))
            print('\\n'.join(sorted(found)))
            """
        let result = try HeduiProgram.run("/usr/bin/env", ["python3", "-c", script] + files)
        try #require(result.status == 0, "\(result.errors)")
        let registered = result.output.split(separator: "\n").map(String.init)
        let numbers = registered.filter { $0.first?.isNumber == true }.count
        try #require(numbers > 400 && registered.count - numbers > 300, "the registers were not read: \(numbers)")
        let examples = try FileManager.default.contentsOfDirectory(
            atPath: HeduiProgram.root.appending(path: "docs/examples").path
        )
        return try registered + examples.filter { $0.hasSuffix(".json") }.flatMap(example)
    }

    private static func example(_ name: String) throws -> Set<String> {
        let file = HeduiProgram.root.appending(path: "docs/examples/\(name)")
        let household = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
        let members = try #require(household?["members"] as? [[String: Any]])
        return Set(members.flatMap { [$0["name"], $0["idNumber"]].compactMap { $0 as? String } })
    }
}
