import RecordMerging
import Testing
import VerificationDomain

@Suite("Which of several sources decides")
struct SourcePrecedenceTests {
    private func property(_ fen: Int64, asOf: String, scope: SourceScope = .provincial) -> VerificationRecord {
        Records.make(
            .realEstate,
            "m1",
            asOf: asOf,
            keys: [RecordKey(.realEstateUnit, Records.unit)],
            value: .exact(Money(fen: fen)),
            scope: scope,
            [.use: .text("11")]
        )
    }

    @Test("the registry of a property's own place stands against a later one of another place")
    func ownRegistry() throws {
        let elsewhere = Cases.leg(.shanghai, [property(120_000_000, asOf: "2026-06-20")])
        let own = Cases.leg(.zhejiang, [property(100_000_000, asOf: "2026-06-01")])
        let entry = try #require(Cases.picture(elsewhere, own).entries.first)
        #expect(entry.decidedBy?.region == .zhejiang)
        #expect(entry.asset?.value == Interval(100_000_000))
        #expect(entry.role(.shanghai) == .superseded)
        #expect(entry.severity == .info)
        // A national register is nobody's own: of two copies the later one stands.
        let copy = Cases.leg(.zhejiang, [property(100_000_000, asOf: "2026-06-01", scope: .national)])
        #expect(try #require(Cases.picture(elsewhere, copy).entries.first).decidedBy?.region == .shanghai)
    }

    @Test("of two records of one date the fuller one decides, whichever is higher", arguments: [100, 400] as [Int64])
    func fullerRecord(fen: Int64) throws {
        let picture = Cases.picture(
            Cases.leg(.shanghai, [Records.deposit(fen: 250)]),
            Cases.leg(.jiangsu, [Records.deposit(fen: fen, [.bankName: .text("某行")])])
        )
        let entry = try #require(picture.entries.first)
        #expect(entry.contribution == Interval(fen))
        #expect(entry.decidedBy?.region == .jiangsu)
        #expect(entry.role(.shanghai) == .superseded)
        #expect(!picture.needsReview)
    }

    private func pack(_ strategy: String, permille: Int64 = 0) -> RulePack {
        Cases.pack(
            .object([
                "precedence": .object(["assetValue": .object(["deposit": .string(strategy)])]),
                "tolerances": .object(["agreementPermille": .integer(permille)]),
            ])
        )
    }

    private func entry(_ other: Int64, _ pack: RulePack) throws -> PictureEntry {
        let picture = Cases.picture(
            Cases.leg(.shanghai, [Records.deposit(fen: 100_000)]),
            Cases.leg(.jiangsu, [Records.deposit(fen: other)]),
            pack: pack
        )
        #expect(picture.entries.count == 1)
        return try #require(picture.entries.first)
    }

    @Test(
        "sources within the pack's tolerance agree, and one fen beyond it they do not",
        arguments: ["agree", "latest"]
    )
    func tolerance(strategy: String) throws {
        let agreeing = try entry(105_000, pack(strategy, permille: 50))
        #expect(agreeing.contribution == Interval(100_000))
        #expect(agreeing.severity == .info)
        let beyond = try entry(105_001, pack(strategy, permille: 50))
        #expect(beyond.rule == .sourcesDisagree)
        #expect(beyond.contribution == Interval(low: 100_000, high: 105_001))
        #expect(try entry(100_001, pack(strategy)).rule == .sourcesDisagree)
    }

    @Test("where a pack leaves it to a reviewer, no tolerance settles it")
    func manual() throws {
        #expect(try entry(100_001, pack("manual", permille: 1_000)).rule == .sourcesDisagree)
    }

    @Test("of several records read in the best way the latest decides, before later ones read in another way")
    func authority() throws {
        func record(_ fen: Int64, _ day: String, _ method: RecordSource.Method) -> VerificationRecord {
            Records.make(
                .deposit,
                "m1",
                asOf: day,
                keys: [RecordKey(.bankAccount, "1")],
                value: .exact(Money(fen: fen)),
                method: method
            )
        }
        let records = [
            record(100, "2026-06-01", .automatic), record(200, "2026-06-10", .automatic),
            record(900, "2026-06-20", .paper),
        ]
        let picture = Cases.picture(Cases.leg(.shanghai, records), pack: pack("authority"))
        let entry = try #require(picture.entries.first)
        #expect(entry.contribution == Interval(200))
        #expect(entry.roles == [.superseded, .kept, .superseded])
        #expect(!picture.needsReview)
    }
}
