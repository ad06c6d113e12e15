import Testing
import VerificationDomain

@Suite("The published schemas know exactly what the readers know")
struct SchemaTests {
    private func schema(_ name: String) throws -> JSONValue {
        let bytes = try Checkout.bytes("schemas/\(name).schema.json")
        return try JSONParser.parse(bytes, limits: JSONLimits(byteCount: 262_144))
    }

    private func at(_ value: JSONValue, _ path: String) throws -> JSONValue {
        try path.split(separator: "/").reduce(value) { try #require($0[String($1)], "\(path)") }
    }

    private func strings(_ value: JSONValue) -> Set<String> {
        guard case .array(let elements) = value else { return [] }
        return Set(elements.compactMap { if case .string(let text) = $0 { text } else { nil } })
    }

    private func names(_ value: JSONValue) -> Set<String> {
        guard case .object(let members) = value else { return [] }
        return Set(members.map(\.name))
    }

    @Test("every code of an enumeration is in the household schema, and no other")
    func codes() throws {
        let schema = try schema("household")
        #expect(strings(try at(schema, "$defs/item/enum")) == Set(ItemCategory.allCases.map(\.rawValue)))
        #expect(strings(try at(schema, "$defs/incomeKind/enum")) == Set(IncomeKind.allCases.map(\.rawValue)))
        #expect(strings(try at(schema, "$defs/programme/enum")) == Set(AssistanceProgramme.allCases.map(\.rawValue)))
        #expect(
            strings(try at(schema, "$defs/key/properties/kind/enum")) == Set(RecordKey.Kind.allCases.map(\.rawValue))
        )
        #expect(
            strings(try at(schema, "$defs/member/properties/maritalStatus/enum"))
                == Set(MaritalStatus.allCases.map(\.rawValue))
        )
    }

    @Test("the schema's fields are the fields that a household is written with")
    func fields() throws {
        let schema = try schema("household")
        let household = try Checkout.household("shanghai-hefei-suzhou-hangzhou")
        #expect(names(try at(schema, "properties")) == names(household.json).union(["$schema"]))
        let member = names(try at(schema, "$defs/member/properties"))
        #expect(household.members.reduce(into: Set(["formerNames"])) { $0.formUnion(names($1.json)) } == member)
        let authorisation = names(try at(schema, "$defs/authorisation/properties"))
        #expect(names(household.authorisations[0].json).union(["withdrawnOn"]) == authorisation)
    }

    @Test("a household without a field that the schema requires is not read")
    func required() throws {
        let household = try Checkout.household("clean").json
        guard case .object(let members) = household else {
            Issue.record("a household is an object")
            return
        }
        for name in strings(try at(try schema("household"), "required")) {
            let without = JSONValue.object(members.filter { $0.name != name })
            let error = try #require(throws: JSONReadingError.self) { try Household(json: JSONCursor(without)) }
            #expect(error.code == .missing, "\(name)")
        }
    }

    @Test("the mapping schema knows every item, key and detail")
    func mapping() throws {
        let schema = try schema("register-mapping")
        let register = try at(schema, "$defs/register/properties")
        #expect(strings(try at(register, "item/enum")) == Set(ItemCategory.allCases.map(\.rawValue)))
        #expect(names(try at(register, "details/properties")) == Set(DetailName.allCases.map(\.rawValue)))
        #expect(
            strings(try at(register, "keys/propertyNames/enum")) == Set(RecordKey.Kind.allCases.map(\.rawValue))
        )
    }
}
