public import VerificationDomain

extension RulePack: JSONRepresentable {
    /// The pack with its defaults filled in; reads back as the same pack.
    public var json: JSONValue {
        .object([
            "id": .string(id), "version": .integer(Int64(version)), "region": .string(region.text),
            "programmes": .array(programmes.map { .string($0.rawValue) }),
            "effectiveFrom": .string(effectiveFrom.description),
            "effectiveTo": effectiveTo.map { .string($0.description) }, "verified": verification.json,
            "citations": .object(
                citations.sorted { $0.key < $1.key }.map { JSONValue.Member($0.key, .string($0.value)) }
            ),
            "standardMonthlyFen": standardMonthlyFen.map(JSONValue.integer),
            "edgeMultiplier": .string(edgeMultiplier.text),
            "incomeWindowMonths": .integer(Int64(incomeWindowMonths)), "moneyAssetCap": moneyAssetCap?.json,
            "homes": .object([
                "maxCount": .integer(homes.maxCount),
                "exceptionMaxCount": homes.exceptionMaxCount.map(JSONValue.integer),
                "nonResidentialAllowed": .bool(homes.nonResidentialAllowed),
            ]),
            "vehicles": vehicles.json, "companies": .string(companies.rawValue),
            "excludedIncomeKinds": .array(excludedIncomeKinds.map(\.json)), "precedence": precedence.json,
            "tolerances": tolerances.json,
            "plausibleFen": Self.byItem(plausibleFen) { range in
                .object(["min": .integer(range.lowerBound), "max": .integer(range.upperBound)])
            },
            "itemMaxAgeDays": ages, "reportValidDays": .integer(Int64(reportValidDays)),
        ])
    }

    private var ages: JSONValue {
        guard case .object(let items) = Self.byItem(itemMaxAgeDays, { .integer(Int64($0)) }) else { return .null }
        return .object([JSONValue.Member("default", .integer(Int64(defaultMaxAgeDays)))] + items)
    }

    static func byItem<Value>(_ values: [ItemCategory: Value], _ write: (Value) -> JSONValue) -> JSONValue {
        .object(values.sorted { $0.key < $1.key }.map { JSONValue.Member($0.key.rawValue, write($0.value)) })
    }
}

extension RulePackVerification {
    var json: JSONValue {
        switch self {
        case .unverified: .bool(false)
        case .verified(let officer, let day): .object(["by": .string(officer), "at": .string(day.description)])
        }
    }
}

extension MoneyAssetCap {
    var json: JSONValue {
        var months: JSONValue?
        var fen: JSONValue?
        switch amount {
        case .months(let count): months = .integer(count)
        case .fen(let amount): fen = .integer(amount)
        }
        return .object([
            "basis": .string(basis.rawValue), "months": months, "amountFen": fen,
            "smallHouseholdFactor": .string(smallHouseholdFactor.text),
            "smallHouseholdMax": .integer(Int64(smallHouseholdMax)),
        ])
    }
}

extension VehicleLimit {
    var json: JSONValue {
        .object([
            "allowed": .bool(maxCount > 0), "maxCount": maxCount > 0 ? .integer(maxCount) : nil,
            "maxValueFen": maxValueFen.map(JSONValue.integer),
            "exceptions": .array(exceptions.map { .string($0.rawValue) }),
        ])
    }
}

extension ExcludedIncome {
    var json: JSONValue {
        .object(["kind": .string(kind.rawValue), "until": until.map { .string($0.description) }])
    }
}

extension Precedence {
    var json: JSONValue {
        .object([
            "wage": .array(wage.map { .string($0.rawValue) }),
            "methods": .array(methods.map { .string($0.rawValue) }),
            "assetValue": RulePack.byItem(assetValue) { .string($0.rawValue) },
        ])
    }
}

extension Tolerances {
    var json: JSONValue {
        .object([
            "wagePermille": .integer(wagePermille), "declarationPermille": .integer(declarationPermille),
            "agreementPermille": .integer(agreementPermille),
        ])
    }
}
