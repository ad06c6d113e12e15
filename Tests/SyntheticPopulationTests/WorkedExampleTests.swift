import Foundation
import LocalSources
import Testing
import VerificationDomain
import Yams

@Suite("docs/registers.md works as it is written")
struct WorkedExampleTests {
    private func block(_ language: String) throws -> String {
        let text = String(decoding: try Checkout.bytes("docs/registers.md"), as: UTF8.self)
        let parts = text.components(separatedBy: "```\(language)\n")
        return try #require(parts.dropFirst().first?.components(separatedBy: "```").first)
    }

    @Test("its CSV loads, its mapping fits, and its first person is found")
    func example() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "example-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "cars.csv").path
        try Data(try block("csv").utf8).write(to: URL(filePath: file))
        let path = folder.appending(path: "registers.sqlite").path
        let task = RegisterImport(
            table: try #require(RegisterName("机动车")),
            indexed: [try #require(RegisterName("sfzh"))]
        )
        #expect(try task.load(file, into: RegisterWriter(path: path)) == 2)
        let mapping = try RegisterMapping(YAMLDecoder().decode(MappingNode.self, from: try block("yaml")))
        let database = try RegisterDatabase(path: path, mapping: mapping, deadline: LookUpDeadline { _, _ in {} })
        #expect(try await database.check().allSatisfy(\.isClean))
        let from = try #require(YearMonth("2025-11"))
        let request = RegisterRequest(
            subject: QuerySubject(
                reference: try #require(SubjectReference("p")),
                authorisation: try #require(SubjectReference("a")),
                identity: try #require(IdentityNumber("319999196002030019")),
                name: try #require(PersonName("陆建民")),
                signedBy: .own
            ),
            item: .vehicle,
            incomeWindow: try #require(MonthWindow(from: from, to: from.adding(months: 11))),
            assetsAsOf: try #require(CalendarDate("2026-11-20")),
            disclosure: .full,
            threshold: nil
        )
        let finding = await database.lookUp(request, at: Timestamp(seconds: 1_795_000_000))
        #expect(finding.records.map(\.value) == [.exact(Money(fen: 3_850_000))])
        #expect(finding.records.first?.key(.plate)?.text == "02:沪A60B17")
    }
}
