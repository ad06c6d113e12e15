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
///
/// It does not know its name, so every text is masked when it is printed: it may be a spouse's number or an address.
public enum DetailValue: Sendable, Hashable, MaskedValue {
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

    /// Stars for a text; the other kinds as they are.
    public var masked: String {
        switch self {
        case .text(let text): String(repeating: "*", count: text.count)
        case .date(let date): date.description
        case .month(let month): month.description
        case .money(let money): "\(money.fen) fen \(money.currency.code)"
        case .integer(let number): String(number)
        case .flag(let flag): String(flag)
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
    private struct Pair: Sendable, Hashable {
        let name: DetailName
        let value: DetailValue
    }

    /// In the order of their names. A record has a handful of details: looking through them is faster than hashing.
    private var pairs: [Pair]

    /// Pairs whose value is `nil` or of another kind than the name's are left out: a programming error, not an input.
    public init(_ pairs: [DetailName: DetailValue?] = [:]) {
        self.init(values: pairs.compactMapValues { $0 }.filter { $0.key.kind == $0.value.kind })
    }

    private init(values: [DetailName: DetailValue]) {
        pairs = values.map { Pair(name: $0.key, value: $0.value) }.sorted { $0.name < $1.name }
    }

    public var names: [DetailName] { pairs.map(\.name) }
    public var count: Int { pairs.count }

    public subscript(name: DetailName) -> DetailValue? {
        for pair in pairs where pair.name == name { return pair.value }
        return nil
    }

    public func text(_ name: DetailName) -> String? { if case .text(let text) = self[name] { text } else { nil } }
    public func date(_ name: DetailName) -> CalendarDate? {
        if case .date(let date) = self[name] { date } else { nil }
    }
    public func month(_ name: DetailName) -> YearMonth? {
        if case .month(let month) = self[name] { month } else { nil }
    }
    public func money(_ name: DetailName) -> Money? { if case .money(let money) = self[name] { money } else { nil } }
    public func integer(_ name: DetailName) -> Int64? {
        if case .integer(let number) = self[name] { number } else { nil }
    }
    public func flag(_ name: DetailName) -> Bool? { if case .flag(let flag) = self[name] { flag } else { nil } }

    /// Whether these details come before others in an order that depends on nothing but their contents; `nil` when both
    /// are the same, byte for byte.
    public func precedes(_ other: RecordDetails) -> Bool? {
        for (left, right) in zip(pairs, other.pairs) {
            if left.name != right.name { return left.name < right.name }
            if let order = left.value.precedes(right.value) { return order }
        }
        return pairs.count == other.pairs.count ? nil : pairs.count < other.pairs.count
    }
}

extension DetailValue {
    /// Among values of one name; `nil` when both are the same.
    fileprivate func precedes(_ other: DetailValue) -> Bool? {
        switch (self, other) {
        case (.text(let left), .text(let right)): ByteOrder.precedes(left, right)
        case (.date(let left), .date(let right)): left == right ? nil : left < right
        case (.month(let left), .month(let right)): left == right ? nil : left < right
        case (.money(let left), .money(let right)):
            left.fen == right.fen
                ? ByteOrder.precedes(left.currency.code, right.currency.code) : left.fen < right.fen
        case (.integer(let left), .integer(let right)): left == right ? nil : left < right
        case (.flag(let left), .flag(let right)): left == right ? nil : !left
        // A name takes one kind of value, so two values of one name are of one kind.
        default: nil
        }
    }
}

/// Orders texts by their UTF-8 bytes: unlike Swift's own comparison it tells canonically equivalent texts apart, as a
/// digest does.
public enum ByteOrder: Sendable {
    /// `nil` for equal bytes.
    public static func precedes(_ left: String, _ right: String) -> Bool? {
        var first = left.utf8.makeIterator()
        var second = right.utf8.makeIterator()
        while true {
            switch (first.next(), second.next()) {
            case (nil, nil): return nil
            case (nil, _): return true
            case (_, nil): return false
            case (let one?, let other?): if one != other { return one < other }
            }
        }
    }
}

extension RecordDetails: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        .object(pairs.map { JSONValue.Member($0.name.rawValue, $0.value.json) })
    }

    public init(json: JSONCursor) throws(JSONReadingError) {
        var values: [DetailName: DetailValue] = [:]
        for (name, value) in try json.members(atMost: DetailName.allCases.count) {
            guard let name = DetailName(rawValue: name) else {
                throw json.error(.unknownName, "a detail has a name that is not known")
            }
            values[name] = try DetailValue(json: value, kind: name.kind)
        }
        self.init(values: values)
    }
}
