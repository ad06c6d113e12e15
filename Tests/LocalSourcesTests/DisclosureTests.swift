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

    @Test("a threshold answer without a threshold tells nothing")
    func noThreshold() async throws {
        let finding = try await lookUp("38000", .threshold)
        #expect(finding.outcome.status == .notQueried(.outOfScope))
        #expect(finding.records.isEmpty)
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
