public import VerificationDomain

extension RulePack {
    /// A checked pack from its document and the shared defaults that it extends.
    ///
    /// Throws the path of the first wrong field; a document that extends something needs `defaults`.
    public init(_ document: RulePackDocument, defaults: RulePackDocument? = nil) throws(RulePackError) {
        guard document.extends == nil || defaults != nil else {
            throw RulePackError(.missing, at: "$.extends", "the shared document that it names is needed")
        }
        let value = defaults.map { document.filled(from: $0).value } ?? document.value
        do {
            try self.init(json: JSONCursor(value))
        } catch {
            throw RulePackError(error)
        }
    }
}

extension RulePack: Codable {
    public init(from decoder: any Decoder) throws { try self.init(RulePackDocument(from: decoder)) }
    public func encode(to encoder: any Encoder) throws { try RulePackDocument(json).encode(to: encoder) }
}

extension RulePack: JSONReadable {
    private static let names: Set<String> = [
        "$schema", "extends", "id", "version", "region", "programmes", "effectiveFrom", "effectiveTo", "verified",
        "citations", "standardMonthlyFen", "edgeMultiplier", "incomeWindowMonths", "moneyAssetCap", "homes",
        "vehicles", "companies", "excludedIncomeKinds", "precedence", "tolerances", "plausibleFen",
        "itemMaxAgeDays", "reportValidDays",
    ]
    /// The fields whose limits need a source in law.
    private static let citedFields = [
        "edgeMultiplier", "incomeWindowMonths", "homes", "vehicles", "companies", "excludedIncomeKinds",
    ]
    /// What a programme with limits has beside these.
    private static let limitFields = ["standardMonthlyFen", "moneyAssetCap"]
    /// The programmes whose limits are computed here. For temporary assistance a pack says how records are merged and
    /// no limits: none is known. Any other programme would silently be held to limits that are not its own.
    private static let programmesWithLimits: Set<AssistanceProgramme> = [.dibao, .dibaoMargin]
    /// No standard, cap or plausible amount is above ten billion yuan; a slip of some zeros must not pass.
    static let fenRange: ClosedRange<Int64> = 0...1_000_000_000_000

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(Self.names)
        id = try json.member("id").packIdentifier()
        version = Int(try json.member("version").integer(in: 1...1_000_000))
        region = try json.member("region").plainText(RegionCode.expectation) { RegionCode($0) }
        programmes = try json.codes("programmes", AssistanceProgramme.self)
        let hasLimits = programmes.allSatisfy(Self.programmesWithLimits.contains)
        guard hasLimits || programmes == [.temporaryAssistance] else {
            throw try json.member("programmes").error(
                .notAllowed,
                "expected dibao and dibaoMargin, or temporaryAssistance alone; no other programme's limits are known"
            )
        }
        effectiveFrom = try json.member("effectiveFrom").date()
        effectiveTo = try json.optionalMember("effectiveTo")?.date()
        verification = try json.member("verified").verification()
        citations = try json.member("citations")
            .citations(of: Self.citedFields + (hasLimits ? Self.limitFields : []))
        standardMonthlyFen = try json.limit("standardMonthlyFen", hasLimits)?.integer(in: 1...10_000_000)
        edgeMultiplier = try json.member("edgeMultiplier").rational()
        incomeWindowMonths = Int(try json.member("incomeWindowMonths").integer(in: 1...60))
        moneyAssetCap = try json.limit("moneyAssetCap", hasLimits)?.read(MoneyAssetCap.self)
        homes = try json.member("homes").read(HomeLimit.self)
        vehicles = try json.member("vehicles").read(VehicleLimit.self)
        companies = try json.member("companies").code(CompanyRule.self)
        excludedIncomeKinds = try json.member("excludedIncomeKinds").array(of: ExcludedIncome.self, count: 0...40)
        precedence = try json.member("precedence").read(Precedence.self)
        tolerances = try json.member("tolerances").read(Tolerances.self)
        plausibleFen = try json.member("plausibleFen").ranges()
        let ages = try json.member("itemMaxAgeDays").ages()
        itemMaxAgeDays = ages.items
        defaultMaxAgeDays = ages.standard
        reportValidDays = Int(try json.member("reportValidDays").integer(in: 1...3660))
        guard effectiveFrom <= effectiveTo ?? effectiveFrom else {
            throw try json.member("effectiveTo").error(.notAllowed, "expected no day before effectiveFrom")
        }
    }
}

extension MoneyAssetCap: JSONReadable {
    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(["basis", "months", "amountFen", "smallHouseholdFactor", "smallHouseholdMax"])
        basis = try json.member("basis").code(Basis.self)
        let months = try json.optionalMember("months")?.integer(in: 1...600)
        let fen = try json.optionalMember("amountFen")?.integer(in: RulePack.fenRange)
        switch (months, fen) {
        case (let months?, nil): amount = .months(months)
        case (nil, let fen?): amount = .fen(fen)
        default: throw json.error(.notAllowed, "expected either months or amountFen")
        }
        smallHouseholdFactor = try json.member("smallHouseholdFactor").rational()
        smallHouseholdMax = Int(try json.member("smallHouseholdMax").integer(in: 0...50))
    }
}

extension HomeLimit: JSONReadable {
    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(["maxCount", "exceptionMaxCount", "nonResidentialAllowed"])
        maxCount = try json.member("maxCount").integer(in: 0...50)
        exceptionMaxCount = try json.optionalMember("exceptionMaxCount")?.integer(in: 0...50)
        nonResidentialAllowed = try json.member("nonResidentialAllowed").bool()
    }
}

extension VehicleLimit: JSONReadable {
    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(["allowed", "maxCount", "maxValueFen", "exceptions"])
        let allowed = try json.member("allowed").bool()
        let count = try json.optionalMember("maxCount")?.integer(in: 1...50)
        guard allowed == (count != nil) else {
            throw json.error(.notAllowed, "maxCount stands exactly where vehicles are allowed")
        }
        maxCount = count ?? 0
        maxValueFen = try json.optionalMember("maxValueFen")?.integer(in: RulePack.fenRange)
        exceptions =
            try json.optionalMember("exceptions") == nil
            ? [] : json.codes("exceptions", VehicleException.self, count: 0...40)
    }
}

extension ExcludedIncome: JSONReadable {
    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(["kind", "until"])
        kind = try json.member("kind").code(IncomeKind.self)
        until = try json.optionalMember("until")?.date()
    }
}

extension Precedence: JSONReadable {
    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(["wage", "methods", "assetValue"])
        wage = try json.codes("wage", ItemCategory.self)
        methods = try json.codes("methods", RecordSource.Method.self)
        var values: [ItemCategory: FieldResolution] = [:]
        for (name, value) in try json.member("assetValue").members(atMost: 40) {
            values[try value.item(name)] = try value.code(FieldResolution.self)
        }
        assetValue = values
    }
}

extension Tolerances: JSONReadable {
    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(["wagePermille", "declarationPermille", "agreementPermille"])
        wagePermille = try json.member("wagePermille").integer(in: 0...1000)
        declarationPermille = try json.member("declarationPermille").integer(in: 0...1000)
        agreementPermille = try json.member("agreementPermille").integer(in: 0...1000)
    }
}
