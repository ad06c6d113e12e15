import LocalSources
import Testing

@Suite("A check of the registers counts the rows that do not fit, and tells of nobody")
struct RegisterCheckTests {
    private func check(
        _ rows: [[String]],
        _ mapping: String = DepositRegister.mapping
    ) async throws -> RegisterCheck {
        let fixture = try RegisterFixture()
        try fixture.table("ck", DepositRegister.columns, rows: rows)
        return try #require(try await fixture.database(mapping).check().first)
    }

    @Test("a check names the columns at fault and nobody")
    func faults() async throws {
        let check = try await check([
            DepositRegister.row(), DepositRegister.row("319999196002030018"),
            DepositRegister.row(" 319999196002030019"),
            DepositRegister.row(amount: "很多"), DepositRegister.row(amount: "更多"),
        ])
        #expect(check.rowCount == 5)
        #expect(check.unreachableRowCount == 2)
        #expect(check.unmappableRowCount == 2)
        #expect(check.faults.count == 2)
        #expect(!check.isClean)
        #expect(check.faults.allSatisfy { !$0.contains("319999") && !$0.contains("多") })
    }

    @Test("protected rows are counted, and are no fault")
    func restricted() async throws {
        let rows = ["10000001", "0", "0"].map { DepositRegister.row(account: $0) }
        let check = try await check(rows, DepositRegister.mapping + "\n  restricted: {column: zh, value: \"0\"}")
        #expect(check.rowCount == 3)
        #expect(check.restrictedRowCount == 2)
        #expect(check.isClean)
    }

    @Test("a name of which nothing can be seen is no person's name")
    func invisibleName() async throws {
        let check = try await check([DepositRegister.row(), DepositRegister.row(TestPerson.number, "\u{200B}")])
        #expect(check.unmappableRowCount == 1)
        #expect(check.faults == ["registers[0] ck.xm: expected a person's name"])
    }
}
