import LocalSources
import Testing
import VerificationDomain

@Suite("A register says what it holds about a person")
struct RegisterLookUpTests {
    private func fixture(_ rows: [[String]]) throws -> RegisterFixture {
        let fixture = try RegisterFixture()
        try fixture.table("ck", DepositRegister.columns, rows: rows)
        return fixture
    }

    private func lookUp(
        _ rows: [[String]],
        mapping: String = DepositRegister.mapping,
        _ request: RegisterRequest? = nil
    ) async throws -> RegisterFinding {
        let fixture = try fixture(rows)
        defer { withExtendedLifetime(fixture) {} }
        let database = try fixture.database(mapping)
        return await database.lookUp(try request ?? TestPerson.request(), at: TestPerson.time)
    }

    @Test("a found record carries the register's date and not the time of the reply")
    func found() async throws {
        let finding = try await lookUp([DepositRegister.row()])
        let record = try #require(finding.records.first)
        #expect(finding.outcome.status == .found)
        #expect(finding.outcome.recordCount == 1)
        #expect(finding.outcome.source == "清和银行")
        #expect(finding.outcome.scope == .provincial)
        #expect(finding.outcome.asOf == CalendarDate("2026-11-01"))
        #expect(record.asOf == CalendarDate("2026-11-01"))
        #expect(record.retrievedAt == TestPerson.time)
        #expect(record.value == .exact(Money(fen: 3_800_000)))
        #expect(record.keys == [RecordKey(.bankAccount, "QHBK:6222029999990000014")])
        #expect(record.owner == RecordOwner(identityText: TestPerson.number, nameText: TestPerson.name))
    }

    @Test("an empty register says none, with the date of the register as a whole")
    func none() async throws {
        let finding = try await lookUp([])
        #expect(finding.outcome.status == .none)
        #expect(finding.outcome.asOf == CalendarDate("2026-10-31"))
        #expect(finding.records.isEmpty)
    }

    @Test("somebody else's rows are never given")
    func others() async throws {
        let finding = try await lookUp([DepositRegister.row("329999198507150025", TestPerson.name)])
        #expect(finding.outcome.status == .none)
    }

    @Test("an item without a register is not offered, which is not none")
    func notOffered() async throws {
        let finding = try await lookUp([], TestPerson.request(.vessel))
        #expect(finding.outcome.status == .notQueried(.notOffered))
        #expect(finding.outcome.source == nil)
    }

    @Test("both lengths of a number are found, and the record says which the register holds")
    func bothForms() async throws {
        let finding = try await lookUp([
            DepositRegister.row(account: "10000001"), DepositRegister.row(TestPerson.oldNumber, account: "10000002"),
        ])
        #expect(Set(finding.records.map(\.owner.identityText)) == [TestPerson.number, TestPerson.oldNumber])
    }

    @Test("a number that ends in X is found in either case")
    func lowerCaseCheckCharacter() async throws {
        let number = try #require((100...999).lazy.map { "31999919600203\($0)X" }.first { IdentityNumber($0) != nil })
        let request = try TestPerson.request(subject: TestPerson.subject(number))
        #expect(try await lookUp([DepositRegister.row(number.lowercased())], request).outcome.status == .found)
    }

    @Test("a register of 15-digit numbers says none of somebody who never had one")
    func noOldNumber() async throws {
        let mapping = DepositRegister.mapping.replacing("form: both", with: "form: \"15\"")
        let rows = [DepositRegister.row(TestPerson.oldNumber)]
        let young = try TestPerson.request(subject: TestPerson.subject("319999201005060030"))
        #expect(try await lookUp(rows, mapping: mapping, young).outcome.status == .none)
        #expect(try await lookUp(rows, mapping: mapping).outcome.status == .found)
    }

    @Test("notation and unreadable characters do not make another person", arguments: ["陆　建民", "陸建民", "陆建□", "陆 建 民"])
    func nameVariants(name: String) async throws {
        let finding = try await lookUp([DepositRegister.row(TestPerson.number, name)])
        #expect(finding.outcome.status == .found)
        #expect(finding.records.first?.owner.nameText == name)
    }

    @Test("a former name is the same person")
    func formerName() async throws {
        let subject = try TestPerson.subject(formerNames: ["陆小狗"])
        let request = try TestPerson.request(subject: subject)
        let finding = try await lookUp([DepositRegister.row(TestPerson.number, "陆小狗")], request)
        #expect(finding.outcome.status == .found)
    }

    @Test("the number under another name is a mismatch, and not one record leaves", arguments: ["王大力", "陆建国", "□□□"])
    func mismatch(name: String) async throws {
        let finding = try await lookUp([DepositRegister.row(), DepositRegister.row(TestPerson.number, name)])
        #expect(finding.outcome.status == .identityMismatch)
        #expect(finding.outcome.recordCount == 0)
        #expect(finding.records.isEmpty)
    }

    @Test("a protected person's rows never leave, whatever else is there")
    func restricted() async throws {
        let mapping = DepositRegister.mapping + "\n  restricted: {column: rq, value: 密}"
        let finding = try await lookUp(
            [DepositRegister.row(), DepositRegister.row(TestPerson.number, "另有其人", date: "密")],
            mapping: mapping
        )
        #expect(finding.outcome.status == .restricted)
        #expect(finding.records.isEmpty)
        #expect(finding.outcome.asOf == nil)
    }

    @Test("a filter tells apart what one table holds")
    func filter() async throws {
        let mapping = DepositRegister.mapping + "\n  where: {zh: \"10000002\"}"
        let rows = ["10000001", "10000002"].map { DepositRegister.row(account: $0) }
        let finding = try await lookUp(rows, mapping: mapping)
        #expect(finding.records.map { $0.keys[0].text } == ["QHBK:10000002"])
    }

    @Test("two registers of one item are one answer, as old as the older of them")
    func twoRegisters() async throws {
        let fixture = try fixture([DepositRegister.row()])
        try fixture.table("ck2", DepositRegister.columns, rows: [DepositRegister.row(date: "2024-03-01")])
        let second = DepositRegister.mapping.replacing("table: ck", with: "table: ck2")
            .replacing("清和银行", with: "望湖银行")
        let database = try fixture.database(DepositRegister.mapping + "\n" + second)
        let finding = await database.lookUp(try TestPerson.request(), at: TestPerson.time)
        #expect(finding.outcome.recordCount == 2)
        #expect(finding.outcome.source == "清和银行、望湖银行")
        #expect(finding.outcome.asOf == CalendarDate("2024-03-01"))
    }

    @Test("months outside the income window were not asked for and are not told")
    func window() async throws {
        let fixture = try RegisterFixture()
        try fixture.table(
            "gz",
            "sfzh xm ny je",
            rows: ["202510", "202511", "202610", "202611"].map { [TestPerson.number, TestPerson.name, $0, "400000"] }
        )
        let database = try fixture.database(
            """
            - item: incomeTax
              table: gz
              organisation: 国家税务总局
              scope: national
              asOf: {date: 2026-11-01}
              identity: {column: sfzh, form: "18"}
              name: xm
              value: {column: je, unit: fen}
              details: {periodFrom: {column: ny, format: yyyyMM}, incomeKind: {fixed: wage}}
            """
        )
        let finding = await database.lookUp(try TestPerson.request(.incomeTax), at: TestPerson.time)
        #expect(finding.records.compactMap { $0.details.month(.periodFrom)?.description } == ["2025-11", "2026-10"])
        #expect(finding.records.first?.details.text(.incomeKind) == "wage")
    }

    @Test("SQL in a person's name or number stays text")
    func injectedValue() async throws {
        let hostile = "陆建民' OR '1'='1"
        let request = try TestPerson.request(subject: TestPerson.subject(TestPerson.number, hostile))
        #expect(try await lookUp([DepositRegister.row()], request).outcome.status == .identityMismatch)
        let mapping = DepositRegister.mapping + "\n  where: {zh: \"x' OR '1'='1\"}"
        #expect(try await lookUp([DepositRegister.row()], mapping: mapping).outcome.status == .none)
    }

    @Test("the same question gives the same records in the same order")
    func deterministic() async throws {
        let rows = ["3", "1", "2"].map { DepositRegister.row(account: "1000000\($0)") }
        let first = try await lookUp(rows)
        let second = try await lookUp(rows.reversed())
        #expect(first.records == second.records)
    }
}
