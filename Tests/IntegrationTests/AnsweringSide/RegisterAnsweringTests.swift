import CurlTransport
import ExchangeProtocol
import Foundation
import LocalSources
import OpenSSLCrypto
import TestSupport
import Testing
import VerificationDomain

@Suite("The endpoint over a region's real tables")
struct RegisterAnsweringTests {
    /// One SQLite file with one vehicle of the person whom the test query asks about.
    private final class Tables: Sendable {
        let folder = FileManager.default.temporaryDirectory.appending(path: "hedui-tables-\(UUID().uuidString)")
        var path: String { folder.appending(path: "registers.sqlite").path }

        init() throws {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let table = try #require(RegisterName("jdc"))
            let columns = ["sfzh", "xm", "hphm"].compactMap { RegisterName($0) }
            try RegisterWriter(path: path).write { transaction in
                try transaction.createTable(table, columns: columns, indexed: [columns[0]])
                try transaction.insert(
                    ["319999198503122017", "测试甲", "苏E·00001"],
                    into: table,
                    columns: columns
                )
            }
        }

        deinit { try? FileManager.default.removeItem(at: folder) }

        func database() throws -> RegisterDatabase {
            let register = MappingNode.fields([
                "item": .scalar("vehicle"), "table": .scalar("jdc"), "organisation": .scalar("测试车管所"),
                "scope": .scalar("national"), "asOf": .fields(["date": .scalar("2026-11-20")]),
                "identity": .fields(["column": .scalar("sfzh"), "form": .scalar("18")]), "name": .scalar("xm"),
                "keys": .fields(["plate": .scalar("02:{hphm}")]),
            ])
            let mapping = try RegisterMapping(
                .fields(["version": .scalar("1"), "region": .scalar("320000"), "registers": .list([register])])
            )
            // The deadline of a look-up is a test of its own; here only a busy machine could reach it.
            return try RegisterDatabase(path: path, mapping: mapping, deadline: LookUpDeadline { _, _ in {} })
        }
    }

    @Test("a row becomes a signed record; an item that no table holds is not offered")
    func answers() async throws {
        let tables = try Tables()
        let node = try await AnsweringNode(registers: try tables.database())
        let query = try await TestQuery.signed()
        try await node.running { endpoint in
            let answer = try endpoint.verified(try await endpoint.post(query.bytes), for: query)
            #expect(answer.finding.records.map(\.category) == [.vehicle])
            #expect(answer.finding.records.first?.keys == [RecordKey(.plate, "02:苏E00001")])
            let statuses = Dictionary(uniqueKeysWithValues: answer.finding.outcomes.map { ($0.item, $0.status) })
            #expect(statuses == [.vehicle: .found, .deposit: .notQueried(.notOffered)])
        }
        let entry = try #require(try await node.auditEntries().last)
        #expect(entry.kind == "query.answered")
        #expect(!entry.description.contains("00001"))
    }

    @Test("tables that have gone are a signed answer that says so, and it stays the answer of this query")
    func sourceDown() async throws {
        let tables = try Tables()
        let node = try await AnsweringNode(registers: try tables.database())
        let query = try await TestQuery.signed()
        let aside = tables.path + ".aside"
        try FileManager.default.moveItem(atPath: tables.path, toPath: aside)
        try await node.running { endpoint in
            let response = try await endpoint.post(query.bytes)
            let answer = try endpoint.verified(response, for: query)
            let status = answer.finding.outcomes.first { $0.item == .vehicle }?.status
            #expect(status == .unavailable(.sourceDown))
            try FileManager.default.moveItem(atPath: aside, toPath: tables.path)
            #expect(try await endpoint.post(query.bytes).body == response.body)
            let other = try await TestQuery.signed("another")
            let found = try endpoint.verified(try await endpoint.post(other.bytes), for: other)
            #expect(found.finding.records.count == 1)
        }
    }
}
