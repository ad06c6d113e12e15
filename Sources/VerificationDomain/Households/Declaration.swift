/// What the household itself says that it has and earns.
public struct Declaration: Sendable, Hashable {
    public let income: [DeclaredIncome]
    public let assets: [DeclaredAsset]

    public init(income: [DeclaredIncome] = [], assets: [DeclaredAsset] = []) {
        self.income = income
        self.assets = assets
    }
}

/// One declared stream of income, in fen a month.
public struct DeclaredIncome: Sendable, Hashable {
    public let member: SubjectReference
    public let kind: IncomeKind
    public let monthly: Money

    public init(member: SubjectReference, kind: IncomeKind, monthly: Money) {
        self.member = member
        self.kind = kind
        self.monthly = monthly
    }
}

/// One declared asset; its region is a reason to ask there, its key is what a record is compared with.
public struct DeclaredAsset: Sendable, Hashable {
    public let member: SubjectReference
    public let category: ItemCategory
    public let region: RegionCode?
    public let key: RecordKey?
    public let value: Money?

    public init(
        member: SubjectReference,
        category: ItemCategory,
        region: RegionCode? = nil,
        key: RecordKey? = nil,
        value: Money? = nil
    ) {
        self.member = member
        self.category = category
        self.region = region
        self.key = key
        self.value = value
    }
}

extension Declaration: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        .object(["income": .array(income.map(\.json)), "assets": .array(assets.map(\.json))])
    }

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(["income", "assets"])
        self.init(
            income: try json.member("income").array(of: DeclaredIncome.self, count: 0...200),
            assets: try json.member("assets").array(of: DeclaredAsset.self, count: 0...200)
        )
    }
}

extension DeclaredIncome: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        .object(["member": .string(member.text), "kind": .string(kind.rawValue), "monthly": monthly.json])
    }

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(["member", "kind", "monthly"])
        self.init(
            member: try json.member("member").read(SubjectReference.self),
            kind: try json.member("kind").code(IncomeKind.self),
            monthly: try json.member("monthly").read(Money.self)
        )
    }
}

extension DeclaredAsset: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        .object([
            "member": .string(member.text), "category": .string(category.rawValue),
            "region": region.map { .string($0.text) }, "key": key?.json, "value": value?.json,
        ])
    }

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(["member", "category", "region", "key", "value"])
        self.init(
            member: try json.member("member").read(SubjectReference.self),
            category: try json.member("category").code(ItemCategory.self),
            region: try json.optionalMember("region")?.region(),
            key: try json.optionalMember("key")?.read(RecordKey.self),
            value: try json.optionalMember("value")?.read(Money.self)
        )
    }
}
