import Testing

@Suite("The import table of docs/architecture.md holds")
struct ImportGateTests {
    let table: ImportTable

    init() throws { table = ImportTable(document: try Repository.text("docs/architecture.md")) }

    @Test("every source file imports only what its target may")
    func everyFile() throws {
        try Violation.report(Repository.files(below: "Sources").flatMap(table.violations))
    }

    @Test("every target folder stands in the table, and the table names no other")
    func everyTarget() throws {
        try Violation.report(table.differences(from: Set(Repository.files(below: "Sources").map(\.target))))
    }

    @Test("a folder without a row and a row without a folder are each named")
    func plantedTarget() {
        #expect(table.differences(from: table.targets) == [])
        let more = table.differences(from: table.targets.union(["Utilities"]))
        #expect(more.map(\.place) == ["Sources/Utilities"])
        let fewer = table.differences(from: table.targets.subtracting(["RecordMerging"]))
        #expect(fewer.map(\.place) == ["docs/architecture.md: RecordMerging"])
    }

    @Test(
        "a planted import is refused and named",
        arguments: [
            ("RecordMerging", "import GRDB"), ("RecordMerging", "public import ExchangeProtocol"),
            ("ExchangeProtocol", "import Foundation"), ("CurlTransport", "import COpenSSL"),
            ("Coordination", "private import struct CurlTransport.CurlClient"),
            ("Answering", "@preconcurrency import Hummingbird"),
        ]
    )
    func plantedImport(target: String, line: String) {
        let file = Repository.File(path: "Sources/\(target)/Planted.swift", text: "\(line)\n")
        #expect(table.violations(in: file).first?.place == "Sources/\(target)/Planted.swift:1")
    }

    @Test("a target that is not in the table is refused")
    func unknownTarget() {
        let file = Repository.File(path: "Sources/Utilities/Planted.swift", text: "import Foundation\n")
        #expect(!table.violations(in: file).isEmpty)
    }

    @Test("each library at the edge has its importers, and no test reaches around them", arguments: SoleImporters.all)
    func soleImporters(rule: SoleImporters) throws {
        let files = try Repository.swiftFiles()
        try #require(rule.isUsed(in: files), "\(rule.module) is imported nowhere")
        Violation.report(rule.violations(in: files))
    }

    @Test(
        "an import that reaches around the importers is named, in sources and in tests",
        arguments: SoleImporters.all,
        ["Sources/Coordination/Legs/Planted.swift", "Tests/CoordinationTests/Planted.swift"]
    )
    func plantedImporter(rule: SoleImporters, path: String) {
        for line in [
            "import \(rule.module)", "@testable import \(rule.module)", "private import struct \(rule.module).X",
        ] {
            let file = Repository.File(path: path, text: "import Testing\n\(line)\n")
            #expect(rule.violations(in: [file]).map(\.place) == ["\(path):2"], "\(line)")
            #expect(rule.isUsed(in: [file]))
        }
        let target = rule.sources.sorted()[0]
        let right = Repository.File(path: "Sources/\(target)/Right.swift", text: "import \(rule.module)\n")
        #expect(rule.violations(in: [right]) == [])
        let test = Repository.File(path: "Tests/\(target)/Wrong.swift", text: "import \(rule.module)\n")
        #expect(rule.violations(in: [test]).count == 1)
    }
}
