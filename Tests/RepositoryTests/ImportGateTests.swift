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
        let folders = Set(try Repository.files(below: "Sources").map(\.target))
        #expect(folders == table.targets)
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

    @Test("each C library has one importer", arguments: ["COpenSSL", "CCurl", "GRDB", "Hummingbird"])
    func soleImporter(module: String) throws {
        let importers = Set(
            try Repository.files(below: "Sources")
                .filter { file in file.lines.contains { ImportTable.module(imported: $0) == module } }
                .map(\.target)
        )
        let expected: [String: Set<String>] = [
            "COpenSSL": ["OpenSSLCrypto"], "CCurl": ["CurlTransport"],
            "GRDB": ["RecordStore", "LocalSources", "hedui"],
            "Hummingbird": ["HTTPService", "hedui"],
        ]
        #expect(importers.isSubset(of: expected[module] ?? []))
        #expect(!importers.isEmpty)
    }
}
