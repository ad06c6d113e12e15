import LocalSources
import Testing
import VerificationDomain

@Suite("Several registers of one item are one answer, as careful as the most careful of them")
struct SeveralRegistersTests {
    private static let stranger = DepositRegister.row(TestPerson.number, "另有其人")

    /// What ck and ck2 say together of the person.
    private func lookUp(
        _ rows: [[String]],
        _ otherRows: [[String]],
        _ mapping: String = DepositRegister.mapping,
        other: String = DepositRegister.mapping
    ) async throws -> RegisterFinding {
        let fixture = try RegisterFixture()
        try fixture.table("ck", DepositRegister.columns, rows: rows)
        try fixture.table("ck2", DepositRegister.columns, rows: otherRows)
        let database = try fixture.database(mapping + "\n" + other.replacing("table: ck", with: "table: ck2"))
        return await database.lookUp(try TestPerson.request(), at: TestPerson.time)
    }

    @Test("who is protected in one of them is protected, whatever name another holds")
    func restricted() async throws {
        let mapping = DepositRegister.mapping + "\n  restricted: {column: rq, value: 密}"
        let protected = DepositRegister.row(date: "密")
        for (row, otherRow) in [(Self.stranger, protected), (protected, Self.stranger)] {
            let finding = try await lookUp([row], [otherRow], mapping, other: mapping)
            #expect(finding.outcome.status == .restricted)
            #expect(finding.records.isEmpty)
        }
    }

    @Test("another name in one of them withholds what the others hold")
    func mismatch() async throws {
        let person = DepositRegister.row()
        for (row, otherRow) in [(person, Self.stranger), (Self.stranger, person)] {
            let finding = try await lookUp([row], [otherRow])
            #expect(finding.outcome.status == .identityMismatch)
            #expect(finding.outcome.recordCount == 0)
            #expect(finding.records.isEmpty)
        }
    }

    @Test("a scope is stated when they all have it")
    func scope() async throws {
        #expect(try await lookUp([DepositRegister.row()], []).outcome.scope == .provincial)
        let municipal = DepositRegister.mapping.replacing("scope: provincial", with: "scope: municipal")
        #expect(try await lookUp([DepositRegister.row()], [], other: municipal).outcome.scope == nil)
    }

    @Test("where one of them has no date, neither records nor their absence have one")
    func noDate() async throws {
        let dateless = DepositRegister.mapping.replacing(", date: 2026-10-31", with: "")
        let rows = [DepositRegister.row()]
        let found = try await lookUp(rows, [DepositRegister.row(date: "")], other: dateless)
        #expect(found.outcome.recordCount == 2)
        #expect(found.outcome.asOf == nil)
        let none = try await lookUp([], [], other: dateless)
        #expect(none.outcome.status == .none)
        #expect(none.outcome.asOf == nil)
        #expect(try await lookUp([], []).outcome.asOf == CalendarDate("2026-10-31"))
    }
}
