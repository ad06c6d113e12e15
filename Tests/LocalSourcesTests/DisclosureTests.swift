import LocalSources
import Testing
import VerificationDomain

@Suite("No more is told of an amount than the agreement allows")
struct DisclosureTests {
    private static let mapping =
        DepositRegister.mapping + "\n  details: {originalValue: {column: ye, unit: yuan}, bankName: zh}"

    private func lookUp(
        _ amount: String,
        _ disclosure: Disclosure,
        thresholdYuan: Int64? = nil,
        mapping: String = mapping
    ) async throws -> RegisterFinding {
        let fixture = try RegisterFixture()
        try fixture.table("ck", DepositRegister.columns, rows: [DepositRegister.row(amount: amount)])
        let request = try TestPerson.request(disclosure: disclosure, thresholdYuan: thresholdYuan)
        return await (try fixture.database(mapping)).lookUp(request, at: TestPerson.time)
    }

    @Test(
        "a banded answer holds the band that the amount lies in",
        arguments: [
            ("0", 0, 99_999), ("999.99", 0, 99_999), ("1000", 100_000, 199_999), ("38000", 2_000_000, 4_999_999),
            ("50000.00", 5_000_000, 9_999_999), ("1000000", 100_000_000, nil),
        ] as [(String, Int64, Int64?)]
    )
    func bands(amount: String, minimum: Int64, maximum: Int64?) async throws {
        let finding = try await lookUp(amount, .banded)
        let band = RecordValue.band(minimum: Money(fen: minimum), maximum: maximum.map { Money(fen: $0) })
        #expect(finding.records.first?.value == band)
        #expect(finding.outcome.status == .found)
    }

    @Test("a debt is below zero and not told")
    func debt() async throws {
        let value = try await lookUp("-12.50", .banded).records.first?.value
        #expect(value == .band(minimum: nil, maximum: Money(fen: -1)))
    }

    @Test(
        "a threshold answer says only over or not, and its outcome says so",
        arguments: [("50000", false), ("50000.01", true)]
    )
    func threshold(amount: String, exceeds: Bool) async throws {
        let finding = try await lookUp(amount, .threshold, thresholdYuan: 50_000)
        #expect(finding.outcome.status == .thresholdOnly)
        #expect(finding.outcome.recordCount == 1)
        #expect(finding.records.first?.value == .flag(threshold: Money(fen: 5_000_000), exceeds: exceeds))
    }

    @Test("amounts do not leave by way of the details", arguments: [Disclosure.banded, .threshold])
    func details(disclosure: Disclosure) async throws {
        let finding = try await lookUp("38000", disclosure, thresholdYuan: 50_000)
        let record = try #require(finding.records.first)
        #expect(record.details.money(.originalValue) == nil)
        #expect(record.details.text(.bankName) != nil)
        #expect(!record.json.canonicalText.contains("3800000"))
    }

    @Test("a threshold answer without a threshold tells nothing, not even whether there is anything")
    func noThreshold() async throws {
        let finding = try await lookUp("38000", .threshold)
        #expect(finding.outcome.status == .notQueried(.outOfScope))
        #expect(finding.records.isEmpty)
        let fixture = try RegisterFixture()
        // Nobody, a protected person, and the number under another name.
        for (table, rows) in [
            ("ck", []), ("ck2", [DepositRegister.row(TestPerson.number, "另有其人")]),
            ("ck3", [DepositRegister.row(date: "密")]),
        ] {
            try fixture.table(table, DepositRegister.columns, rows: rows)
            let mapping = Self.mapping.replacing("table: ck", with: "table: \(table)")
            let database = try fixture.database(mapping + "\n  restricted: {column: rq, value: 密}")
            let other = await database.lookUp(try TestPerson.request(disclosure: .threshold), at: TestPerson.time)
            #expect(other == finding, "the outcome depends on what \(table) holds")
        }
    }

    @Test("a register without amounts answers a threshold query without a threshold")
    func noAmounts() async throws {
        let mapping = DepositRegister.mapping.replacing("\n  value: {column: ye, unit: yuan}", with: "")
        let finding = try await lookUp("38000", .threshold, mapping: mapping)
        #expect(finding.outcome.status == .found)
        #expect(finding.records.first?.value == nil)
    }

    @Test(
        "a register's own band is widened to whole bands, so that two equal ends do not tell the amount",
        arguments: [
            ("3800000", "3800000", 2_000_000, 4_999_999), ("4000000", "5500000", 2_000_000, 9_999_999),
            ("0", "99999", 0, 99_999), ("", "3800000", nil, 4_999_999), ("3800000", "", 2_000_000, nil),
            ("-5000", "-100", nil, -1), ("-100", "100", nil, 99_999), ("2000000", "4999999", 2_000_000, 4_999_999),
            ("99999", "150000000", 0, nil),
        ] as [(String, String, Int64?, Int64?)]
    )
    func ownBands(low: String, high: String, minimum: Int64?, maximum: Int64?) async throws {
        let finding = try await lookUpBand(low, high, .banded)
        #expect(
            finding.records.first?.value
                == .band(minimum: minimum.map { Money(fen: $0) }, maximum: maximum.map { Money(fen: $0) })
        )
    }

    @Test("a band that would be open at both ends says nothing of the amount")
    func openBand() async throws {
        let finding = try await lookUpBand("", "150000000", .banded)
        #expect(finding.records.count == 1)
        #expect(finding.records.first?.value == nil)
        let full = try await lookUpBand("3800000", "3800000", .full)
        #expect(full.records.first?.value == .band(minimum: Money(fen: 3_800_000), maximum: Money(fen: 3_800_000)))
    }

    /// A row of a register that holds bands, in fen.
    private func lookUpBand(_ low: String, _ high: String, _ disclosure: Disclosure) async throws -> RegisterFinding {
        let fixture = try RegisterFixture()
        try fixture.table(
            "ck",
            "sfzh xm lo hi zh rq",
            rows: [[TestPerson.number, TestPerson.name, low, high, "1", ""]]
        )
        let mapping = DepositRegister.mapping.replacing(
            "value: {column: ye, unit: yuan}",
            with: "value: {kind: band, minimum: lo, maximum: hi, unit: fen}"
        )
        let request = try TestPerson.request(disclosure: disclosure)
        return await (try fixture.database(mapping)).lookUp(request, at: TestPerson.time)
    }

    @Test("a register of flags gives its own threshold, whatever was asked", arguments: Disclosure.allCases)
    func flags(disclosure: Disclosure) async throws {
        let mapping = DepositRegister.mapping.replacing(
            "value: {column: ye, unit: yuan}",
            with: "value: {kind: flag, column: ye, over: 是, notOver: 否, threshold: \"50000\", unit: yuan}"
        )
        let finding = try await lookUp("否", disclosure, thresholdYuan: 30_000, mapping: mapping)
        #expect(finding.outcome.status == .thresholdOnly)
        #expect(finding.records.first?.value == .flag(threshold: Money(fen: 5_000_000), exceeds: false))
        let unclear = try await lookUp("Y", disclosure, thresholdYuan: 30_000, mapping: mapping)
        #expect(unclear.outcome.status == .unavailable(.sourceDown))
    }

    @Test("a region may keep an amount to itself even from a full query")
    func derivedThreshold() async throws {
        let mapping = DepositRegister.mapping.replacing(
            "value: {column: ye, unit: yuan}",
            with: "value: {kind: threshold, column: ye, threshold: \"3\", unit: wan}"
        )
        let finding = try await lookUp("3.1", .full, mapping: mapping)
        #expect(finding.records.first?.value == .flag(threshold: Money(fen: 3_000_000), exceeds: true))
    }

    @Test(
        "a band is told as a flag only when it lies on one side of the threshold",
        arguments: [(30_000, true), (60_000, false), (50_000, nil)] as [(Int64, Bool?)]
    )
    func bandAndThreshold(thresholdYuan: Int64, exceeds: Bool?) async throws {
        // 40 000.00 to 55 000.00 yuan
        let fixture = try RegisterFixture()
        try fixture.table(
            "ck",
            "sfzh xm lo hi rq",
            rows: [[TestPerson.number, TestPerson.name, "4000000", "5500000", ""]]
        )
        let mapping = DepositRegister.mapping
            .replacing(
                "value: {column: ye, unit: yuan}",
                with: "value: {kind: band, minimum: lo, maximum: hi, unit: fen}"
            )
            .replacing("QHBK:{zh}", with: "QHBK:{lo}")
        let request = try TestPerson.request(disclosure: .threshold, thresholdYuan: thresholdYuan)
        let finding = await (try fixture.database(mapping)).lookUp(request, at: TestPerson.time)
        let expected = Money(yuan: thresholdYuan).flatMap { threshold in
            exceeds.map { RecordValue.flag(threshold: threshold, exceeds: $0) }
        }
        #expect(finding.records.first?.value == expected)
        #expect(finding.outcome.status == (exceeds == nil ? .found : .thresholdOnly))
        #expect(finding.outcome.asOf == CalendarDate("2026-10-31"))
    }
}
