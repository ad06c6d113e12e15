import LocalSources
import Testing
import VerificationDomain

@Suite("Income and spending are told for the months that were asked for, and for no others")
struct IncomeWindowTests {
    /// The months of one row; an empty end is one that the register does not hold.
    private struct Period {
        let from: String
        let to: String
        let isTold: Bool
    }

    /// 2025-11 to 2026-10 is asked for.
    private static let periods = [
        Period(from: "202509", to: "202510", isTold: false), Period(from: "202509", to: "202511", isTold: true),
        Period(from: "202601", to: "202603", isTold: true), Period(from: "202610", to: "202612", isTold: true),
        Period(from: "202611", to: "202612", isTold: false), Period(from: "202501", to: "202701", isTold: true),
        Period(from: "202510", to: "", isTold: false), Period(from: "202511", to: "", isTold: true),
        Period(from: "", to: "202510", isTold: false), Period(from: "", to: "202511", isTold: true),
        Period(from: "", to: "", isTold: true),
    ]

    private static func mapping(_ item: ItemCategory) -> String {
        """
        - item: \(item.rawValue)
          table: jl
          organisation: 测试局
          scope: provincial
          asOf: {date: 2026-11-01}
          identity: {column: sfzh, form: "18"}
          name: xm
          value: {column: je, unit: fen}
          details:
            periodFrom: {column: qi, format: yyyyMM}
            periodTo: {column: zhi, format: yyyyMM}
        """
    }

    @Test(
        "a period is told when one of its months was asked for",
        arguments: [ItemCategory.incomeTax, .medicalExpense]
    )
    func told(item: ItemCategory) async throws {
        let fixture = try RegisterFixture()
        // The amount tells the rows apart.
        let rows = Self.periods.enumerated().map { number, period in
            [TestPerson.number, TestPerson.name, period.from, period.to, "\(number)"]
        }
        try fixture.table("jl", "sfzh xm qi zhi je", rows: rows)
        let database = try fixture.database(Self.mapping(item))
        let finding = await database.lookUp(try TestPerson.request(item), at: TestPerson.time)
        let told = finding.records.compactMap { record -> Int? in
            if case .exact(let amount)? = record.value { Int(amount.fen) } else { nil }
        }
        #expect(told.sorted() == Self.periods.indices.filter { Self.periods[$0].isTold })
    }
}
