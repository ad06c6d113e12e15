import VerificationDomain

extension JSONCursor {
    /// 1 to 64 characters that may stand in a file name and in a report.
    func packIdentifier() throws(JSONReadingError) -> String {
        try parsed("1 to 64 characters A-Z a-z 0-9 . _ -") { KeyIdentifier($0)?.description }
    }

    /// A text that a YAML reader may have taken for a number, such as `310000` or `2`.
    func plainText<Value>(_ expectation: String, _ parse: (String) -> Value?) throws(JSONReadingError) -> Value {
        if case .integer(let number) = value {
            guard let parsed = parse(String(number)) else { throw error(.notAllowed, "expected \(expectation)") }
            return parsed
        }
        return try parsed(expectation, parse)
    }

    /// A limit that stands exactly where the pack's programmes have limits.
    func limit(_ name: String, _ isDue: Bool) throws(JSONReadingError) -> JSONCursor? {
        if isDue { return try member(name) }
        guard let found = try optionalMember(name) else { return nil }
        throw found.error(.notAllowed, "a pack for temporary assistance has no limits")
    }

    /// `3/2` or `2`, as the schema has it: `0.5` and 二分之一 are shares of registers, not figures of a rule pack.
    func rational() throws(JSONReadingError) -> Share {
        try plainText("a positive rational such as 3/2") { text in
            let parts = text.split(separator: "/", omittingEmptySubsequences: false)
            let numbers = parts.compactMap { part -> Int64? in
                guard (1...9).contains(part.utf8.count), part.utf8.first != UInt8(ascii: "0"),
                    part.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
                else { return nil }
                return Int64(part)
            }
            guard numbers.count == parts.count, (1...2).contains(parts.count) else { return nil }
            return Share(numbers[0], of: parts.count == 2 ? numbers[1] : 1)
        }
    }

    /// Distinct codes; one or more of them unless said otherwise.
    func codes<Value: RawRepresentable & CaseIterable & Hashable>(
        _ name: String,
        _ type: Value.Type,
        count: ClosedRange<Int> = 1...40
    ) throws(JSONReadingError) -> [Value] where Value.RawValue == String {
        var values: [Value] = []
        for element in try member(name).elements(count: count) {
            let value = try element.code(type)
            guard !values.contains(value) else { throw element.error(.notAllowed, "each code stands once") }
            values.append(value)
        }
        return values
    }

    /// `false`, or who confirmed the figures and when.
    func verification() throws(JSONReadingError) -> RulePackVerification {
        if case .bool(let flag) = value {
            guard !flag else { throw error(.notAllowed, "expected false, or {by, at}: a name and a day") }
            return .unverified
        }
        try allowOnly(["by", "at"])
        return .verified(by: try member("by").string(count: 1...64), at: try member("at").date())
    }

    func citations(of fields: [String]) throws(JSONReadingError) -> [String: String] {
        var citations: [String: String] = [:]
        for (name, text) in try members(atMost: 40) { citations[name] = try text.string(count: 2...400) }
        for field in fields where citations[field] == nil {
            throw JSONReadingError(.missing, at: "\(path).\(field)", "the source in law of this field is required")
        }
        return citations
    }

    /// The item that a member's name is the code of.
    func item(_ name: String) throws(JSONReadingError) -> ItemCategory {
        guard let item = ItemCategory(rawValue: name) else {
            throw error(.unknownName, "expected the code of an item such as vehicle")
        }
        return item
    }

    func ranges() throws(JSONReadingError) -> [ItemCategory: ClosedRange<Int64>] {
        var ranges: [ItemCategory: ClosedRange<Int64>] = [:]
        for (name, value) in try members(atMost: 40) {
            try value.allowOnly(["min", "max"])
            let low = try value.member("min").integer(in: RulePack.fenRange)
            let high = try value.member("max").integer(in: RulePack.fenRange)
            guard low <= high else { throw value.error(.notAllowed, "min is not above max") }
            ranges[try value.item(name)] = low...high
        }
        return ranges
    }

    /// Days by item, and `default` for the others.
    func ages() throws(JSONReadingError) -> (items: [ItemCategory: Int], standard: Int) {
        var items: [ItemCategory: Int] = [:]
        let standard = Int(try member("default").integer(in: 1...3660))
        for (name, value) in try members(atMost: 40) where name != "default" {
            items[try value.item(name)] = Int(try value.integer(in: 1...3660))
        }
        return (items, standard)
    }
}
