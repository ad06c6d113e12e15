import Foundation
import LocalSources
import Testing
import VerificationDomain
import Yams

/// A folder with one registers file in it, gone when the test is.
final class RegisterFixture: Sendable {
    let folder: URL
    var path: String { folder.appending(path: "registers.sqlite").path }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "registers-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    /// Never fires: other tests may keep every thread of the machine busy for longer than any limit.
    static let noDeadline = LookUpDeadline { _, _ in {} }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// A table with rows, as texts.
    func table(_ name: String, _ columns: String, rows: [[String]], in file: String? = nil) throws {
        let table = try #require(RegisterName(name))
        let columns = try columns.split(separator: " ").map { try #require(RegisterName($0)) }
        try RegisterWriter(path: file ?? path).write { transaction in
            try transaction.createTable(table, columns: columns, indexed: [columns[0]])
            for row in rows { try transaction.insert(row, into: table, columns: columns) }
        }
    }

    func write(_ text: String, to name: String) throws -> String {
        try write(Array(text.utf8), to: name)
    }

    func write(_ bytes: [UInt8], to name: String) throws -> String {
        let url = folder.appending(path: name)
        try Data(bytes).write(to: url)
        return url.path
    }

    func database(
        _ registers: String,
        limits: RegisterLimits = RegisterLimits(lockWaitMilliseconds: 20),
        deadline: LookUpDeadline = RegisterFixture.noDeadline
    ) throws -> RegisterDatabase {
        try RegisterDatabase(path: path, mapping: try Self.mapping(registers), limits: limits, deadline: deadline)
    }

    /// A mapping file with these registers, decoded as hedui does.
    static func mapping(_ registers: String) throws -> RegisterMapping {
        let lines = registers.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)" }
        let text = "version: 1\nregion: \"310000\"\nregisters:\n\(lines.joined(separator: "\n"))\n"
        return try RegisterMapping(YAMLDecoder().decode(MappingNode.self, from: text))
    }

    /// The error of a mapping that must not be taken.
    static func mappingError(_ registers: String) throws -> RegisterError {
        try #require(throws: RegisterError.self) { try Self.mapping(registers) }
    }
}

/// A deposit register in the form that most tests use.
enum DepositRegister {
    static let columns = "sfzh xm zh ye rq"
    static let mapping = """
        - item: deposit
          table: ck
          organisation: 清和银行
          scope: provincial
          asOf: {column: rq, date: 2026-10-31}
          identity: {column: sfzh, form: both}
          name: xm
          keys: {bankAccount: "QHBK:{zh}"}
          value: {column: ye, unit: yuan}
        """

    static func row(
        _ number: String = TestPerson.number,
        _ name: String = TestPerson.name,
        account: String = "6222029999990000014",
        amount: String = "38000.00",
        date: String = "2026-11-01"
    ) -> [String] {
        [number, name, account, amount, date]
    }
}

/// Invented: the prefix 319999 was never given to a place (domain rule; vector of docs on identity numbers).
enum TestPerson {
    static let number = "319999196002030019"
    static let oldNumber = "319999600203001"
    static let name = "陆建民"

    static func subject(
        _ number: String = number,
        _ name: String = name,
        formerNames: [String] = []
    ) throws -> QuerySubject {
        QuerySubject(
            reference: try #require(SubjectReference("husband")),
            authorisation: try #require(SubjectReference("form")),
            identity: try #require(IdentityNumber(number)),
            name: try #require(PersonName(name)),
            formerNames: formerNames.compactMap { PersonName($0) },
            signedBy: .own
        )
    }

    static func request(
        _ item: ItemCategory = .deposit,
        subject: QuerySubject? = nil,
        disclosure: Disclosure = .full,
        thresholdYuan: Int64? = nil
    ) throws -> RegisterRequest {
        let from = try #require(YearMonth("2025-11"))
        return RegisterRequest(
            subject: try subject ?? Self.subject(),
            item: item,
            incomeWindow: try #require(MonthWindow(from: from, to: from.adding(months: 11))),
            assetsAsOf: try #require(CalendarDate("2026-11-20")),
            disclosure: disclosure,
            threshold: thresholdYuan.flatMap { Money(yuan: $0) }
        )
    }

    static let time = Timestamp(seconds: 1_795_000_000)
}
