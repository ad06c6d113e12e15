import VerificationDomain

/// Records of invented registers.
enum Records {
    static func owner(_ reference: String) -> RecordOwner {
        let member = People.family.first { $0.reference.text == reference }!
        return RecordOwner(identityText: member.identity.text, nameText: member.name.text)
    }

    static func make(
        _ category: ItemCategory,
        _ subject: String,
        asOf: String? = "2026-06-20",
        owner: RecordOwner? = nil,
        keys: [RecordKey] = [],
        value: RecordValue? = nil,
        scope: SourceScope? = nil,
        organisation: String = "registry",
        method: RecordSource.Method = .automatic,
        retrievedAt: String = "2026-07-07T09:00:00+08:00",
        _ details: [DetailName: DetailValue?] = [:]
    ) -> VerificationRecord {
        VerificationRecord(
            subject: People.reference(subject),
            category: category,
            source: RecordSource(organisation: organisation, scope: scope ?? category.usualScope, method: method),
            asOf: asOf.map { CalendarDate($0)! },
            retrievedAt: Timestamp(retrievedAt)!,
            owner: owner ?? self.owner(subject),
            keys: keys,
            value: value,
            details: RecordDetails(details)
        )
    }

    static func owner(_ reference: String, share: ShareStatement?) -> RecordOwner {
        let plain = owner(reference)
        return RecordOwner(identityText: plain.identityText, nameText: plain.nameText, share: share)
    }

    static func vehicle(
        _ subject: String = "m1",
        vin: String? = "LTEST0009NA000001",
        plate: String? = nil,
        status: String = "A",
        asOf: String? = "2026-06-20",
        fen: Int64? = nil,
        scope: SourceScope = .national,
        _ details: [DetailName: DetailValue?] = [:]
    ) -> VerificationRecord {
        var keys: [RecordKey] = []
        if let vin { keys.append(RecordKey(.vehicleIdentification, vin)) }
        if let plate { keys.append(RecordKey(.plate, plate)) }
        return make(
            .vehicle,
            subject,
            asOf: asOf,
            keys: keys,
            value: fen.map { .exact(Money(fen: $0)) },
            scope: scope,
            details.merging([.status: .text(status)]) { first, _ in first }
        )
    }

    static let unit = "330106001001GB00001F00010001"

    static func home(
        _ subject: String = "m1",
        unit: String? = unit,
        coOwnership: CoOwnership? = nil,
        share: ShareStatement? = nil,
        asOf: String? = "2026-06-20",
        keys: [RecordKey] = [],
        _ details: [DetailName: DetailValue?] = [:]
    ) -> VerificationRecord {
        make(
            .realEstate,
            subject,
            asOf: asOf,
            owner: owner(subject, share: share),
            keys: keys + (unit.map { [RecordKey(.realEstateUnit, $0)] } ?? []),
            details.merging([.use: .text("11"), .coOwnership: coOwnership.map { .text($0.rawValue) }]) { first, _ in
                first
            }
        )
    }

    static func deposit(
        _ subject: String = "m1",
        account: String? = "102:6222",
        fen: Int64? = nil,
        value: RecordValue? = nil,
        asOf: String? = "2026-06-20",
        share: ShareStatement? = nil,
        keys: [RecordKey] = [],
        organisation: String = "bank",
        _ details: [DetailName: DetailValue?] = [:]
    ) -> VerificationRecord {
        make(
            .deposit,
            subject,
            asOf: asOf,
            owner: owner(subject, share: share),
            keys: keys + (account.map { [RecordKey(.bankAccount, $0)] } ?? []),
            value: value ?? fen.map { .exact(Money(fen: $0)) },
            organisation: organisation,
            details
        )
    }

    static func flag(_ subject: String = "m1", threshold: Int64, exceeds: Bool) -> VerificationRecord {
        make(.deposit, subject, value: .flag(threshold: Money(fen: threshold), exceeds: exceeds))
    }

    static func income(
        _ category: ItemCategory,
        _ subject: String = "m1",
        fen: Int64? = nil,
        base: Int64? = nil,
        from: String? = "2025-07",
        to: String? = "2026-06",
        payer: String? = "91310000TEST000001",
        kind: IncomeKind? = nil,
        insurance: String? = nil,
        asOf: String? = "2026-06-20",
        bonus: Bool = false,
        owner: RecordOwner? = nil
    ) -> VerificationRecord {
        make(
            category,
            subject,
            asOf: asOf,
            owner: owner,
            keys: payer.map { [RecordKey(.payer, $0)] } ?? [],
            value: fen.map { .exact(Money(fen: $0)) },
            [
                .periodFrom: from.map { .month(YearMonth($0)!) }, .periodTo: to.map { .month(YearMonth($0)!) },
                .incomeKind: kind.map { .text($0.rawValue) }, .insuranceKind: insurance.map { .text($0) },
                .contributionBase: base.map { .money(Money(fen: $0)) }, .bonus: bonus ? .flag(true) : nil,
            ]
        )
    }

    /// The same record, read on another day.
    static func reread(_ record: VerificationRecord) -> VerificationRecord {
        VerificationRecord(
            subject: record.subject,
            category: record.category,
            source: record.source,
            asOf: record.asOf,
            retrievedAt: Timestamp("2026-07-09T10:00:00+08:00")!,
            owner: record.owner,
            keys: record.keys,
            value: record.value,
            details: record.details
        )
    }

    static func date(_ text: String) -> DetailValue { .date(CalendarDate(text)!) }
}
