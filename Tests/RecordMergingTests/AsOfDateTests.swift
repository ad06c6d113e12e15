import RecordMerging
import Testing
import VerificationDomain

@Suite("As-of dates")
struct AsOfDateTests {
    @Test(
        "T-08: a day begins at midnight in China Standard Time, in whatever zone the reading was written",
        arguments: [
            ("2026-07-06T23:59:59+08:00", true), ("2026-07-07T00:00:00+08:00", false), ("2026-07-06T15:59:59Z", true),
            ("2026-07-06T16:00:00Z", false),
        ]
    )
    func beginOfDay(reading: String, isFuture: Bool) throws {
        let record = Records.make(
            .deposit,
            "m1",
            asOf: "2026-07-07",
            keys: [RecordKey(.bankAccount, "102:1")],
            value: .exact(Money(fen: 100)),
            retrievedAt: reading
        )
        let entry = try #require(Cases.picture(Cases.leg(.shanghai, [record])).entries.first)
        #expect(entry.shows(.futureAsOf) == isFuture)
        #expect(entry.severity == (isFuture ? .review : .info))
    }

    private let ages = Cases.pack(
        .object(["itemMaxAgeDays": .object(["default": 180, "deposit": 30, "realEstate": 3_660])])
    )

    private func isStale(_ record: VerificationRecord) throws -> Bool {
        try #require(Cases.picture(Cases.leg(.shanghai, [record]), pack: ages).entries.first).shows(.stale)
    }

    @Test("T-03: an item's own greatest age holds for it, and the default for the others")
    func ageOfAnItem() throws {
        #expect(try !isStale(Records.deposit(fen: 1, asOf: "2026-05-31")))
        #expect(try isStale(Records.deposit(fen: 1, asOf: "2026-05-30")))
        #expect(try !isStale(Records.vehicle(asOf: "2026-05-30")))
        #expect(try isStale(Records.vehicle(asOf: "2025-12-31")))
        #expect(try !isStale(Records.home(asOf: "2018-01-01")))
    }
}
