import LocalSources
import Testing
import VerificationDomain

@Suite("Rows become records exactly, or the register is down")
struct RowMappingTests {
    private static let columns = "sfzh xm hpzl hphm zt rq yz mj dy fe"
    private static let mapping = """
        - item: vehicle
          table: jdc
          organisation: 交警总队
          scope: national
          asOf: {date: 2026-11-01}
          identity: {column: sfzh, form: "18"}
          name: xm
          share: fe
          keys: {plate: {template: "{hpzl}:{hphm}", values: {hpzl: {小型汽车: "02"}}}}
          details:
            status: {column: zt, values: {正常: A, 转出: B}}
            registeredOn: {column: rq, format: yyyy年MM月dd日}
            originalValue: {column: yz, unit: wan}
            floorArea: {column: mj, decimals: 2}
            mortgaged: {column: dy, yes: 是, no: 否}
        """
    private static let good = [
        TestPerson.number, TestPerson.name, "小型汽车", "沪A·60B17", "正常", "2019年04月02日", "8.5", "89.5", "否", "二分之一",
    ]

    private func lookUp(_ row: [String], _ mapping: String = mapping) async throws -> RegisterFinding {
        let fixture = try RegisterFixture()
        try fixture.table("jdc", Self.columns, rows: [row])
        return await (try fixture.database(mapping)).lookUp(try TestPerson.request(.vehicle), at: TestPerson.time)
    }

    @Test("keys, codes, dates, units, areas, flags and shares are read in the register's own notation")
    func everyKind() async throws {
        let record = try #require(try await lookUp(Self.good).records.first)
        #expect(record.keys == [RecordKey(.plate, "02:沪A60B17")])
        #expect(record.details.text(.status) == "A")
        #expect(record.details.date(.registeredOn) == CalendarDate("2019-04-02"))
        #expect(record.details.money(.originalValue) == Money(fen: 8_500_000))
        #expect(record.details.integer(.floorArea) == 8950)
        #expect(record.details.flag(.mortgaged) == false)
        #expect(record.owner.share == Share(1, of: 2).map(ShareStatement.rational))
    }

    @Test("an empty column is an absent fact, and half a key is no key")
    func emptyColumns() async throws {
        var row = Self.good
        for index in 3..<row.count { row[index] = "" }
        let record = try #require(try await lookUp(row).records.first)
        #expect(record.keys.isEmpty)
        #expect(record.details.names.isEmpty)
        #expect(record.owner.share == nil)
    }

    @Test("a share that is no number is passed on as it stands")
    func unreadableShare() async throws {
        var row = Self.good
        row[9] = "夫妻各半"
        #expect(try await lookUp(row).records.first?.owner.share == .unparseable("夫妻各半"))
    }

    @Test(
        "a value that cannot be read makes the register unavailable: it is not left out and not guessed",
        arguments: [
            (2, "小客车"), (4, "维修"), (5, "2019-04-02"), (5, "2019年02月30日"), (6, "八万五"), (6, "8.5000001"), (6, "8,5"),
            (6, "1e3"), (6, "99999999999999999999"), (7, "89.505"), (8, "不详"), (1, ""), (4, "正\u{7}常"),
            (9, String(repeating: "份", count: 41)), (3, String(repeating: "9", count: 200)),
            (9, "夫妻\u{7F}各半"), (9, "夫妻\u{85}各半"), (9, "夫妻\u{9F}各半"), (1, "\u{200B}"),
        ]
    )
    func unmappable(column: Int, value: String) async throws {
        var row = Self.good
        row[column] = value
        let finding = try await lookUp(row)
        #expect(finding.outcome.status == .unavailable(.sourceDown))
        #expect(finding.records.isEmpty)
    }

    @Test("a band that runs upwards is read; one that runs downwards makes the register unavailable")
    func bands() async throws {
        // 8.5 and 89.5 stand in the two columns.
        let band = "\n  value: {kind: band, minimum: yz, maximum: mj, unit: yuan}"
        let record = try await lookUp(Self.good, Self.mapping + band).records.first
        #expect(record?.value == .band(minimum: Money(fen: 850), maximum: Money(fen: 8950)))
        let reversed = "\n  value: {kind: band, minimum: mj, maximum: yz, unit: yuan}"
        let finding = try await lookUp(Self.good, Self.mapping + reversed)
        #expect(finding.outcome.status == .unavailable(.sourceDown))
        #expect(finding.records.isEmpty)
    }

    @Test("how the register is asked goes with each record: automatically, unless the mapping says otherwise")
    func method() async throws {
        #expect(try await lookUp(Self.good).records.first?.source.method == .automatic)
        let paper = try await lookUp(Self.good, Self.mapping + "\n  method: paper")
        #expect(paper.records.first?.source.method == .paper)
    }

    @Test("a code that is not listed has the meaning that the mapping gives to all others, if it gives one")
    func otherwise() async throws {
        var row = Self.good
        row[4] = "维修"
        let mapping = Self.mapping.replacing("values: {正常: A, 转出: B}", with: "values: {正常: A}, otherwise: D")
        #expect(try await lookUp(row, mapping).records.first?.details.text(.status) == "D")
    }

    @Test("more rows than a person can have are a wrong filter, not a list to be cut")
    func tooManyRows() async throws {
        let fixture = try RegisterFixture()
        try fixture.table("jdc", Self.columns, rows: Array(repeating: Self.good, count: 3))
        let request = try TestPerson.request(.vehicle)
        let narrow = try fixture.database(Self.mapping + "\n  maximumRows: 2")
        #expect(await narrow.lookUp(request, at: TestPerson.time).outcome.status == .unavailable(.sourceDown))
        let wide = try fixture.database(Self.mapping + "\n  maximumRows: 3")
        #expect(await wide.lookUp(request, at: TestPerson.time).outcome.recordCount == 3)
    }

    @Test("where the mapping says nothing, a person has at most 500 rows", arguments: [(500, true), (501, false)])
    func usualMaximum(count: Int, isTaken: Bool) async throws {
        let fixture = try RegisterFixture()
        try fixture.table("jdc", Self.columns, rows: Array(repeating: Self.good, count: count))
        let database = try fixture.database(Self.mapping)
        let finding = await database.lookUp(try TestPerson.request(.vehicle), at: TestPerson.time)
        #expect(finding.outcome.status == (isTaken ? .found : .unavailable(.sourceDown)))
        #expect(finding.records.count == (isTaken ? 500 : 0))
    }

    @Test(
        "a date format reads exactly what it says",
        arguments: [
            ("yyyyMMdd", "20260301", "2026-03-01"), ("yyyy/MM/dd", "2026/03/01", "2026-03-01"),
            ("dd.MM.yyyy", "01.03.2026", "2026-03-01"), ("yyyy-MM-dd HH:mm:ss", "2026-03-01 23:59:59", "2026-03-01"),
            ("yyyyMMdd", "2026031", nil), ("yyyyMMdd", "202603011", nil), ("yyyyMMdd", "２０２６０３０１", nil),
            ("yyyy-MM-dd", "2026-13-01", nil), ("yyyy-MM-dd HH:mm", "2026-03-01 24:00", nil),
            ("yyyyMMdd", "+2260301", nil),
        ]
    )
    func dates(format: String, text: String, expected: String?) throws {
        let format = try #require(DateFormat(format))
        #expect(format.date(text)?.description == expected)
    }

    @Test(
        "a format without a year or a month, or with one twice, is none",
        arguments: ["yyyy", "MM-dd", "yyyyMMMM", ""]
    )
    func noFormat(text: String) {
        #expect(DateFormat(text) == nil)
    }
}
