import VerificationDomain

/// Turns one row of a register into a record, or says which column stops it. Pure.
struct RecordAssembly: Sendable {
    let register: MappedRegister
    let subject: SubjectReference
    let retrievedAt: Timestamp

    /// The whole record, amounts included: what may leave is decided afterwards.
    func record(_ row: RegisterRow) throws(RegisterError) -> VerificationRecord {
        VerificationRecord(
            subject: subject,
            category: register.item,
            source: register.source,
            asOf: try asOf(row),
            retrievedAt: retrievedAt,
            owner: try owner(row),
            keys: try keys(row),
            value: try value(row),
            details: try details(row)
        )
    }

    private func asOf(_ row: RegisterRow) throws(RegisterError) -> CalendarDate? {
        guard let column = register.asOf.column, !row[column].isEmpty else { return register.asOf.date }
        guard let date = register.asOf.format.date(row[column]) else {
            throw row.error(column, "expected a date \(register.asOf.format.text)")
        }
        return date
    }

    private func owner(_ row: RegisterRow) throws(RegisterError) -> RecordOwner {
        let identity = row[register.identityColumn]
        guard RegisterLimits.identityLength.contains(identity.unicodeScalars.count) else {
            throw row.error(register.identityColumn, "expected an identity number")
        }
        let name = row[register.nameColumn]
        guard RegisterLimits.nameLength.contains(name.unicodeScalars.count) else {
            throw row.error(register.nameColumn, "expected a name of 1 to 64 characters")
        }
        return RecordOwner(identityText: identity, nameText: name, share: try share(row))
    }

    private func share(_ row: RegisterRow) throws(RegisterError) -> ShareStatement? {
        guard let column = register.shareColumn, !row[column].isEmpty else { return nil }
        if let share = Share(row[column]) { return .rational(share) }
        guard RegisterLimits.shareLength.contains(row[column].unicodeScalars.count) else {
            throw row.error(column, "expected a share of at most 40 characters")
        }
        return .unparseable(row[column])
    }

    private func keys(_ row: RegisterRow) throws(RegisterError) -> [RecordKey] {
        var keys: [RecordKey] = []
        for mapping in register.keys {
            guard let key = try key(mapping, row) else { continue }
            keys.append(key)
        }
        return keys
    }

    /// `nil` when one of the columns is empty: half a key is no key.
    private func key(_ mapping: KeyMapping, _ row: RegisterRow) throws(RegisterError) -> RecordKey? {
        var text = ""
        for part in mapping.parts {
            switch part {
            case .literal(let literal): text += literal
            case .column(let column):
                guard !row[column].isEmpty else { return nil }
                guard let map = mapping.valueMaps[column] else {
                    text += row[column]
                    continue
                }
                guard let meaning = map.meaning(of: row[column]) else {
                    throw row.error(column, "a code is not listed in values")
                }
                text += meaning
            }
        }
        let key = RecordKey(mapping.kind, text)
        guard RegisterLimits.keyLength.contains(key.text.unicodeScalars.count) else {
            throw row.error(mapping.columns[0], "expected a key of 1 to 128 characters")
        }
        return key
    }

    /// `nil` when the register has no amounts, or none in this row.
    private func value(_ row: RegisterRow) throws(RegisterError) -> RecordValue? {
        switch register.amount {
        case nil: return nil
        case .exact(let column, let unit): return try money(row, column, unit).map(RecordValue.exact)
        case .threshold(let column, let unit, let threshold):
            return try money(row, column, unit).map { .flag(threshold: threshold, exceeds: $0.fen > threshold.fen) }
        case .flag(let column, let over, let notOver, let threshold):
            switch row[column] {
            case "": return nil
            case over: return .flag(threshold: threshold, exceeds: true)
            case notOver: return .flag(threshold: threshold, exceeds: false)
            default: throw row.error(column, "expected the value of over or of notOver")
            }
        case .band(let minimum, let maximum, let unit):
            let low = try money(row, minimum, unit)
            let high = try money(row, maximum, unit)
            guard low != nil || high != nil else { return nil }
            if let low, let high, low.fen > high.fen { throw row.error(minimum, "expected at most the maximum") }
            return .band(minimum: low, maximum: high)
        }
    }

    private func money(_ row: RegisterRow, _ column: RegisterName, _ unit: MoneyUnit) throws(RegisterError) -> Money? {
        guard !row[column].isEmpty else { return nil }
        guard let money = Money(row[column], unit: unit), RegisterLimits.amounts.contains(money.fen) else {
            throw row.error(column, "expected an amount in \(unit.rawValue) that is a whole number of fen")
        }
        return money
    }

    private func details(_ row: RegisterRow) throws(RegisterError) -> RecordDetails {
        var details: [DetailName: DetailValue?] = [:]
        for mapping in register.details { details[mapping.name] = try detail(mapping, row) }
        return RecordDetails(details)
    }

    private func detail(_ mapping: DetailMapping, _ row: RegisterRow) throws(RegisterError) -> DetailValue? {
        guard case .column(let column) = mapping.origin else {
            if case .fixed(let text) = mapping.origin { return mapping.value(of: text) }
            return nil
        }
        guard !row[column].isEmpty else { return nil }
        guard let text = mapping.valueMap.map({ $0.meaning(of: row[column]) }) ?? row[column] else {
            throw row.error(column, "a code is not listed in values")
        }
        guard let value = mapping.value(of: text) else {
            throw row.error(column, "the value does not fit the detail \(mapping.name.rawValue)")
        }
        if mapping.name == .incomeKind, IncomeKind(rawValue: text) == nil {
            throw row.error(column, "a code is not listed in values")
        }
        return value
    }
}
