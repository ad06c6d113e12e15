import RecordMerging
import Testing
import VerificationDomain

@Suite("Company rules")
struct CompanyRuleTests {
    private func company(_ status: String) -> Indication.Status? {
        let record = Records.make(
            .company,
            "m1",
            keys: [RecordKey(.creditCode, "91310000TEST000001")],
            [.status: .text(status)]
        )
        return Cases.picture(Cases.leg(.shanghai, [record])).indication.lines.first { $0.limit == .companies }?.status
    }

    @Test("a company is for review under a pack that says so; a cancelled one is no company")
    func companies() {
        #expect(company("存续") == .undecidable)
        #expect(company("注销") == .within)
    }

    @Test(
        "IN-13: a company whose licence was revoked still exists, and an end that has only begun is none",
        arguments: ["吊销", "吊销,未注销", "吊销未注销", "存续(未注销)", "简易注销公告", "正在注销"]
    )
    func unsettledCompany(status: String) throws {
        func entry(_ pack: RulePack) throws -> (PictureEntry, Picture) {
            let record = Records.make(
                .company,
                "m1",
                keys: [RecordKey(.creditCode, "91310000TEST000001")],
                [.status: .text(status)]
            )
            let picture = Cases.picture(Cases.leg(.shanghai, [record]), pack: pack)
            return (try #require(picture.entries.first), picture)
        }
        let (found, _) = try entry(Cases.pack)
        #expect(found.rule == .companyState)
        #expect(found.severity == .review)
        #expect(found.contribution == Interval(low: 0, high: 1))
        let (_, forbidden) = try entry(Cases.pack(.object(["companies": "forbidden"])))
        #expect(forbidden.indication.status == .undecidable)
    }

    @Test("IN-13: a cancellation is over at info, and taxes without a registration are a question")
    func otherCompanies() throws {
        let cancelled = Records.make(.company, "m1", keys: [RecordKey(.creditCode, "C1")], [.status: .text("已注销")])
        let taxes = Records.make(.corporateTax, "m1", keys: [RecordKey(.creditCode, "C2")])
        let picture = Cases.picture(Cases.leg(.shanghai, [cancelled, taxes]))
        let company = try #require(picture.entries(.company).first)
        #expect(company.rule == .companyState)
        #expect(company.severity == .info)
        #expect(company.contribution == .zero)
        let tax = try #require(picture.entries(.corporateTax).first)
        #expect(tax.rule == .unhandled)
        #expect(tax.contribution == Interval(low: 0, high: 1))
    }

    @Test("IN-13: registers that contradict each other on one day settle nothing")
    func contradictingCompany() throws {
        func leg(_ region: ProvinceCode, _ status: String) -> LegFinding {
            Cases.leg(
                region,
                [Records.make(.company, "m1", keys: [RecordKey(.creditCode, "C1")], [.status: .text(status)])]
            )
        }
        let entry = try #require(Cases.picture(leg(.shanghai, "存续"), leg(.anhui, "注销")).entries.first)
        #expect(entry.rule == .companyState)
        #expect(entry.contribution == Interval(low: 0, high: 1))
    }

    @Test("IN-13: the newest state of a company stands, whatever an older snapshot says")
    func newestState() throws {
        func leg(_ region: ProvinceCode, _ status: String, _ day: String) -> LegFinding {
            let keys = [RecordKey(.creditCode, "C1")]
            return Cases.leg(region, [Records.make(.company, "m1", asOf: day, keys: keys, [.status: .text(status)])])
        }
        let ended = try #require(
            Cases.picture(leg(.anhui, "存续", "2026-01-10"), leg(.shanghai, "注销", "2026-06-20")).entries.first
        )
        #expect(ended.rule == .companyState)
        #expect(ended.severity == .info)
        #expect(ended.contribution == .zero)
        let standing = try #require(
            Cases.picture(leg(.anhui, "注销", "2026-01-10"), leg(.shanghai, "存续", "2026-06-20")).entries.first
        )
        #expect(standing.severity == .info)
        #expect(standing.contribution == Interval(1))
    }

    @Test(
        "the pack says whether a company is over, for review or nothing to speak of",
        arguments: [
            ("ignored", Indication.Status.within, Indication.Status?.none), ("review", .undecidable, .undecidable),
            ("forbidden", .over, .over),
        ]
    )
    func companyRule(rule: String, status: Indication.Status, line: Indication.Status?) {
        let record = Records.make(
            .company,
            "m1",
            keys: [RecordKey(.creditCode, "91310000TEST000001")],
            [.status: .text("存续")]
        )
        let indication = Cases.picture(
            Cases.leg(.shanghai, [record], none: Cases.everyLimit),
            pack: Cases.pack(.object(["companies": .string(rule)]))
        ).indication
        #expect(indication.status == status)
        #expect(indication.lines.first { $0.limit == .companies }?.status == line)
    }

    @Test("companies without any key may be one company")
    func keylessCompanies() {
        let records = ["甲店", "乙店"].map { Records.make(.company, "m1", [.organisationName: .text($0)]) }
        let picture = Cases.picture(Cases.leg(.shanghai, records))
        #expect(picture.total(.business)?.interval == Interval(low: 1, high: 2))
    }
}
