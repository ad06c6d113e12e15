import ExchangeProtocol
import Testing
import VerificationDomain

/// What the registers of the examples hold: one deposit account and one car of the first person, nothing else.
enum ExampleFindings {
    static func pair(_ subject: String, _ item: ItemCategory) throws -> SubjectItem {
        SubjectItem(try ExampleQuery.reference(subject), item)
    }

    static func all() throws -> [RegisterFinding] {
        [
            try finding("p1", .deposit, records: [try deposit(fen: 1_234_500), try deposit(fen: 8_800)]),
            try finding("p1", .vehicle, records: [try vehicle()]),
            try finding("p1", .realEstate, status: .none),
            try finding("p2", .deposit, status: .none),
            try finding("p2", .vehicle, status: .unavailable(.sourceDown)),
            try finding("p2", .realEstate, status: .identityMismatch),
        ]
    }

    static func finding(
        _ subject: String,
        _ item: ItemCategory,
        status: OutcomeStatus = .found,
        records: [VerificationRecord] = []
    ) throws -> RegisterFinding {
        RegisterFinding(
            outcome: ItemOutcome(
                subject: try ExampleQuery.reference(subject),
                item: item,
                status: status,
                source: "江苏省数据中心",
                scope: .provincial,
                asOf: CalendarDate("2026-06-30"),
                recordCount: records.count
            ),
            records: records
        )
    }

    static func deposit(fen: Int64, subject: String = "p1", value: RecordValue? = nil) throws -> VerificationRecord {
        VerificationRecord(
            subject: try ExampleQuery.reference(subject),
            category: .deposit,
            source: RecordSource(organisation: "江苏银行", scope: .provincial),
            asOf: CalendarDate("2026-06-30"),
            retrievedAt: ExampleFederation.now,
            owner: RecordOwner(
                identityText: "319999198503122017",
                nameText: "测试甲",
                share: .rational(.whole)
            ),
            keys: [RecordKey(.bank, "JSB"), RecordKey(.bankAccount, "6222\(fen)")],
            value: value ?? .exact(Money(fen: fen)),
            details: RecordDetails([.bankName: .text("江苏银行"), .aggregate: .flag(false)])
        )
    }

    static func vehicle(subject: String = "p1") throws -> VerificationRecord {
        VerificationRecord(
            subject: try ExampleQuery.reference(subject),
            category: .vehicle,
            source: RecordSource(organisation: "江苏省公安厅", scope: .national),
            asOf: CalendarDate("2026-07-01"),
            retrievedAt: ExampleFederation.now,
            owner: RecordOwner(identityText: "319999198503122017", nameText: "测试甲"),
            keys: [RecordKey(.plate, "02:苏A12345")],
            value: nil,
            details: RecordDetails([
                .brand: .text("示例牌"), .registeredOn: .date(CalendarDate(dayNumber: 18_000)),
                .originalValue: .money(Money(fen: 9_990_000)),
            ])
        )
    }

    static func realEstate(subject: String) throws -> VerificationRecord {
        VerificationRecord(
            subject: try ExampleQuery.reference(subject),
            category: .realEstate,
            source: RecordSource(organisation: "江苏省自然资源厅", scope: .provincial),
            asOf: CalendarDate("2026-06-30"),
            retrievedAt: ExampleFederation.now,
            owner: RecordOwner(
                identityText: subject == "p1" ? "319999198503122017" : "319999198709251041",
                nameText: subject == "p1" ? "测试甲" : "测试乙",
                share: .rational(try #require(Share(1, of: 2)))
            ),
            keys: [RecordKey(.realEstateUnit, "320505001001GB00001F00010001")],
            value: nil,
            details: RecordDetails([
                .address: .text("苏州市示例路1号"), .coOwnership: .text("2"), .floorArea: .integer(8950),
                .mortgaged: .flag(true),
            ])
        )
    }
}
