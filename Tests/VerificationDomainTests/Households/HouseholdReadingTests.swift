import Testing
import VerificationDomain

@Suite("A household file is read as it stands, or refused with the place that is wrong")
struct HouseholdReadingTests {
    /// The household that every test changes in one place, with an asset to change.
    private func file(_ place: String, _ value: JSONValue?) throws -> JSONCursor {
        var text = HouseholdText()
        text.income = HouseholdText.income(of: "m1")
        text.assets = HouseholdText.asset(of: "m1", key: #"{"kind": "plate", "value": "02:沪A12345"}"#)
        return JSONCursor(try text.json().changed(place, to: value))
    }

    /// `nil` when the changed file is taken.
    private func refusal(_ place: String, _ value: JSONValue?) throws -> JSONReadingError? {
        let file = try file(place, value)
        do throws(JSONReadingError) {
            _ = try Household(json: file)
            return nil
        } catch {
            return error
        }
    }

    private static func parsed(_ text: String) throws -> JSONValue {
        try JSONParser.parse(Array(text.utf8), limits: JSONLimits(byteCount: 1 << 20))
    }

    @Test(
        "a name that is not known is refused where it stands, so that no misspelt one passes for one left out",
        arguments: [
            ("askEveryRegions", "$"), ("members[1].formerName", "$.members[1]"),
            ("authorisations[0].withdrawOn", "$.authorisations[0]"),
            ("authorisations[1].persons[0].guardian", "$.authorisations[1].persons[0]"),
            ("declaration.debts", "$.declaration"), ("declaration.assets[0].keys", "$.declaration.assets[0]"),
            ("incomeWindow.until", "$.incomeWindow"), ("authorisations[0].endRule.date", "$.authorisations[0].endRule"),
            ("declaration.income[0].monthly.yuan", "$.declaration.income[0].monthly"),
            ("declaration.assets[0].key.number", "$.declaration.assets[0].key"),
        ]
    )
    func unknownName(added: String, place: String) throws {
        let error = try refusal(added, "x")
        #expect(error?.code == .unknownName)
        #expect(error?.place == place)
    }

    private static func identity(_ sequence: Int) throws -> String {
        let first = "31999919800101" + String(String(1000 + sequence).dropFirst())
        let numbers = "0123456789X".compactMap { IdentityNumber(first + String($0)) }
        return try #require(numbers.first).text
    }

    private static func element(of list: String, _ index: Int) throws -> JSONValue {
        switch list {
        case "members": try parsed(HouseholdText.member("m\(index)", identity(index), "99"))
        case "authorisations": try parsed(HouseholdText.authorisation("a\(index)", ["m1"]))
        case "members[0].formerNames": .string("测试\(index)")
        case "declaration.income": try parsed(HouseholdText.income(of: "m1"))
        case "declaration.assets": try parsed(HouseholdText.asset(of: "m1"))
        default: "320508"
        }
    }

    @Test(
        "a list is taken up to its limit, and refused with one element more",
        arguments: [
            ("members", 50), ("authorisations", 50), ("members[0].formerNames", 8), ("members[0].formerHukou", 8),
            ("members[0].work", 8), ("declaration.income", 200), ("declaration.assets", 200),
        ]
    )
    func longLists(list: String, limit: Int) throws {
        let elements = try (1...(limit + 1)).map { try Self.element(of: list, $0) }
        #expect(try refusal(list, .array(Array(elements.prefix(limit)))) == nil)
        let error = try refusal(list, .array(elements))
        #expect(error?.code == .notAllowed)
        #expect(error?.place == "$.\(list)")
    }

    @Test(
        "a household without a member or a form, and a form without a person, is refused",
        arguments: ["members", "authorisations", "authorisations[1].persons"]
    )
    func emptyLists(list: String) throws {
        let error = try refusal(list, [])
        #expect(error?.code == .notAllowed)
        #expect(error?.place == "$.\(list)")
        #expect(try refusal(list, nil)?.code == .missing)
    }

    @Test(
        "a name, its padding counted, and the number of a form have at most 64 characters",
        arguments: [("members[1].name", " "), ("authorisations[0].number", "1")]
    )
    func longTexts(place: String, filling: String) throws {
        func text(_ count: Int) -> JSONValue { .string("测试" + String(repeating: filling, count: count - 2)) }
        #expect(try refusal(place, text(64)) == nil)
        let error = try refusal(place, text(65))
        #expect(error?.code == .notAllowed)
        #expect(error?.place == "$.\(place)")
    }

    @Test(
        "a window that runs backward or over 60 months is refused as a window",
        arguments: [("2026-11", "2026-10", false), ("2021-10", "2026-10", false), ("2021-11", "2026-10", true)]
    )
    func windows(from: String, to: String, isTaken: Bool) throws {
        let error = try refusal("incomeWindow", .object(["from": .string(from), "to": .string(to)]))
        #expect(error?.code == (isTaken ? nil : .notAllowed))
        #expect(error?.place == (isTaken ? nil : "$.incomeWindow"))
    }

    @Test("every region is asked only where the file says so", arguments: [(nil, false), (false, false), (true, true)])
    func everyRegion(written: Bool?, expected: Bool) throws {
        let household = try Household(json: file("askEveryRegion", written.map { .bool($0) }))
        #expect(household.asksEveryRegion == expected)
    }

    @Test("a form that ends on a date ends on it, and another with the assistance")
    func endRules() throws {
        let rule = JSONValue.object(["rule": "date", "date": "2026-12-31"])
        let household = try Household(json: file("authorisations[0].endRule", rule))
        let date = try #require(CalendarDate("2026-12-31"))
        #expect(household.authorisations.map(\.endRule) == [.date(date), .ineligibleOrAssistanceEnd])
    }

    @Test("the day on which a form was withdrawn is read")
    func withdrawal() throws {
        let household = try Household(json: file("authorisations[1].withdrawnOn", "2026-11-18"))
        let day = try #require(CalendarDate("2026-11-18"))
        #expect(household.authorisations.map(\.withdrawnOn) == [nil, day])
    }
}
