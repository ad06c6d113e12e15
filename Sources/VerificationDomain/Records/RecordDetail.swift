/// The named facts of a record beside its keys and its value.
public enum DetailName: String, Sendable, Hashable, CaseIterable, Comparable {
    case address, use, coOwnership, status, brand, useNature, plateType, bankName, accountKind, incomeKind
    case payerName, programme, registrationKind, spouseIdentity, organisationName, role, insuranceKind, note
    case registeredOn, cancelledOn, movedOutOn, transferredOn, validUntil, closedOn, diedOn, crematedOn, startsOn,
        endsOn
    case periodFrom, periodTo
    case originalValue, purchasePrice, insuredAmount, registeredCapital, contributionBase
    case floorArea, rightHolderCount
    case aggregate, mortgaged, seized, bonus

    /// What kind of value this name takes.
    public var kind: DetailKind {
        switch self {
        case .registeredOn, .cancelledOn, .movedOutOn, .transferredOn, .validUntil, .closedOn, .diedOn, .crematedOn,
            .startsOn, .endsOn:
            .date
        case .periodFrom, .periodTo: .month
        case .originalValue, .purchasePrice, .insuredAmount, .registeredCapital, .contributionBase: .money
        case .floorArea, .rightHolderCount: .integer
        case .aggregate, .mortgaged, .seized, .bonus: .flag
        default: .text
        }
    }

    /// The label on reports.
    public var chineseName: String { Self.labels[self] ?? rawValue }

    private static let labels: [DetailName: String] = [
        .address: "坐落", .use: "用途", .coOwnership: "共有方式", .status: "状态", .brand: "品牌", .useNature: "使用性质",
        .plateType: "号牌种类", .bankName: "银行", .accountKind: "账户类型", .incomeKind: "收入类别", .payerName: "支付单位",
        .programme: "救助类型", .registrationKind: "登记类型", .spouseIdentity: "配偶证件号", .organisationName: "单位名称",
        .role: "职务", .insuranceKind: "险种", .note: "备注", .registeredOn: "登记日期", .cancelledOn: "注销日期",
        .movedOutOn: "转出日期", .transferredOn: "转移日期", .validUntil: "有效期止", .closedOn: "销户日期",
        .diedOn: "死亡日期", .crematedOn: "火化日期", .startsOn: "起始日期", .endsOn: "终止日期", .periodFrom: "所属期起",
        .periodTo: "所属期止", .originalValue: "原值", .purchasePrice: "购置价", .insuredAmount: "保额",
        .registeredCapital: "注册资本", .contributionBase: "缴费基数", .floorArea: "建筑面积(0.01㎡)",
        .rightHolderCount: "权利人数", .aggregate: "汇总", .mortgaged: "抵押", .seized: "查封", .bonus: "奖金",
    ]

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// The kinds of value that a detail can take.
public enum DetailKind: Sendable, Hashable {
    /// Up to 200 characters.
    case text
    case date, month, money, integer, flag
}

/// A detail's value; its case is the kind of its name. Floor areas are integers of 0.01 m².
public enum DetailValue: Sendable, Hashable {
    case text(String)
    case date(CalendarDate)
    case month(YearMonth)
    case money(Money)
    case integer(Int64)
    case flag(Bool)

    public var kind: DetailKind {
        switch self {
        case .text: .text
        case .date: .date
        case .month: .month
        case .money: .money
        case .integer: .integer
        case .flag: .flag
        }
    }

    public var json: JSONValue {
        switch self {
        case .text(let text): .string(text)
        case .date(let date): .string(date.description)
        case .month(let month): .string(month.description)
        case .money(let money): money.json
        case .integer(let number): .integer(number)
        case .flag(let flag): .bool(flag)
        }
    }

    init(json: JSONCursor, kind: DetailKind) throws(JSONReadingError) {
        switch kind {
        case .text: self = .text(try json.string(count: 1...200))
        case .date: self = .date(try json.parsed("a date yyyy-MM-dd") { CalendarDate($0) })
        case .month: self = .month(try json.parsed("a month yyyy-MM") { YearMonth($0) })
        case .money: self = .money(try json.read(Money.self))
        case .integer: self = .integer(try json.integer())
        case .flag: self = .flag(try json.bool())
        }
    }
}

/// The details of one record: at most one value a name, each of its name's kind.
public struct RecordDetails: Sendable, Hashable {
    private var values: [DetailName: DetailValue]

    /// Pairs whose value is `nil` or of another kind than the name's are left out: a programming error, not an input.
    public init(_ pairs: [DetailName: DetailValue?] = [:]) {
        values = pairs.compactMapValues { $0 }.filter { $0.key.kind == $0.value.kind }
    }

    public var names: [DetailName] { values.keys.sorted() }
    public subscript(name: DetailName) -> DetailValue? { values[name] }

    public func text(_ name: DetailName) -> String? { if case .text(let text) = values[name] { text } else { nil } }
    public func date(_ name: DetailName) -> CalendarDate? {
        if case .date(let date) = values[name] { date } else { nil }
    }
    public func month(_ name: DetailName) -> YearMonth? {
        if case .month(let month) = values[name] { month } else { nil }
    }
    public func money(_ name: DetailName) -> Money? { if case .money(let money) = values[name] { money } else { nil } }
    public func integer(_ name: DetailName) -> Int64? {
        if case .integer(let number) = values[name] { number } else { nil }
    }
    public func flag(_ name: DetailName) -> Bool? { if case .flag(let flag) = values[name] { flag } else { nil } }
}

extension RecordDetails: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        .object(names.compactMap { name in values[name].map { JSONValue.Member(name.rawValue, $0.json) } })
    }

    public init(json: JSONCursor) throws(JSONReadingError) {
        var values: [DetailName: DetailValue] = [:]
        for (name, value) in try json.members(atMost: 40) {
            guard let name = DetailName(rawValue: name) else {
                throw json.error(.unknownName, "a detail has a name that is not known")
            }
            values[name] = try DetailValue(json: value, kind: name.kind)
        }
        self.values = values
    }
}
