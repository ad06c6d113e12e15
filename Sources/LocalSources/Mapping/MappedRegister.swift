public import VerificationDomain

/// One table of the region and how its rows become records of one item.
public struct MappedRegister: Sendable, Hashable {
    /// In which form the identity column holds numbers.
    public enum IdentityForm: String, Sendable, Hashable, CaseIterable {
        case eighteen = "18"
        case fifteen = "15"
        case both
    }

    /// A column that must equal a value.
    struct Condition: Sendable, Hashable {
        let column: RegisterName
        let value: String
    }

    public let item: ItemCategory
    public let table: RegisterName
    public let source: RecordSource
    let asOf: AsOfMapping
    public let identityForm: IdentityForm
    let identityColumn: RegisterName
    let nameColumn: RegisterName
    let shareColumn: RegisterName?
    let keys: [KeyMapping]
    let amount: AmountMapping?
    let details: [DetailMapping]
    /// Rows that do not meet every one of these are not of this register.
    let conditions: [Condition]
    /// A row that meets this belongs to a protected person.
    let restricted: Condition?
    let maximumRows: Int
    /// Where it stands in the mapping file: `registers[3]`.
    let path: String

    private static let fieldNames: Set<String> = [
        "item", "table", "organisation", "scope", "method", "asOf", "identity", "name", "share", "keys", "value",
        "details",
        "where", "restricted", "maximumRows",
    ]

    init(_ cursor: MappingCursor) throws(RegisterError) {
        try cursor.allowOnly(Self.fieldNames)
        path = cursor.path
        item = try cursor.field("item").code(ItemCategory.self)
        table = try cursor.field("table").name()
        source = RecordSource(
            organisation: try cursor.field("organisation").text(count: 1...120),
            scope: try cursor.field("scope").code(SourceScope.self),
            method: try cursor.optionalField("method")?.code(RecordSource.Method.self) ?? .automatic
        )
        asOf = try AsOfMapping(cursor.field("asOf"))
        let identity = try cursor.field("identity")
        try identity.allowOnly(["column", "form"])
        identityColumn = try identity.field("column").name()
        identityForm = try identity.field("form").code(IdentityForm.self)
        nameColumn = try cursor.field("name").name()
        shareColumn = try cursor.optionalField("share")?.name()
        keys = try Self.keys(cursor)
        amount = try cursor.optionalField("value").map { value throws(RegisterError) in try AmountMapping(value) }
        details = try Self.details(cursor)
        conditions = try Self.conditions(cursor)
        restricted = try cursor.optionalField("restricted").map { marker throws(RegisterError) in
            try marker.allowOnly(["column", "value"])
            return Condition(column: try marker.field("column").name(), value: try marker.field("value").text())
        }
        maximumRows = try cursor.optionalField("maximumRows")?.integer(in: 1...5000) ?? RegisterLimits.maximumRows
    }

    private static func keys(_ cursor: MappingCursor) throws(RegisterError) -> [KeyMapping] {
        var keys: [KeyMapping] = []
        for field in try cursor.optionalField("keys")?.fields(atMost: 8) ?? [] {
            guard let kind = RecordKey.Kind(rawValue: field.name) else {
                let list = RecordKey.Kind.allCases.map(\.rawValue).joined(separator: ", ")
                throw field.value.error(.unknownField, "known kinds of key are \(list)")
            }
            keys.append(try KeyMapping(kind: kind, field.value))
        }
        return keys
    }

    private static func details(_ cursor: MappingCursor) throws(RegisterError) -> [DetailMapping] {
        var details: [DetailMapping] = []
        for field in try cursor.optionalField("details")?.fields(atMost: 40) ?? [] {
            guard let name = DetailName(rawValue: field.name) else {
                let list = DetailName.allCases.map(\.rawValue).joined(separator: ", ")
                throw field.value.error(.unknownField, "known details are \(list)")
            }
            details.append(try DetailMapping(name: name, field.value))
        }
        return details
    }

    private static func conditions(_ cursor: MappingCursor) throws(RegisterError) -> [Condition] {
        var conditions: [Condition] = []
        for field in try cursor.optionalField("where")?.fields(atMost: 8) ?? [] {
            guard let column = RegisterName(field.name) else {
                throw field.value.error(.unsafeName, "expected the name of a column")
            }
            conditions.append(Condition(column: column, value: try field.value.text(count: 0...200)))
        }
        return conditions
    }
}
