/// What a register's own codes mean: `{0: 单独所有, 1: 共同共有}`.
///
/// A code that is not listed has no meaning here, unless the mapping says what everything else means: a raw code that
/// passes through would mean something else to the region that asked.
public struct ValueMap: Sendable, Hashable {
    private let values: [String: String]
    private let otherwise: String?

    private static let limit = 500

    /// Reads the fields `values` and `otherwise` of `cursor`; `nil` when there are no `values`.
    init?(fieldsOf cursor: MappingCursor) throws(RegisterError) {
        let otherwise = try cursor.optionalField("otherwise")
        guard let values = try cursor.optionalField("values") else {
            if let otherwise { throw otherwise.error(.notAllowed, "this field goes with values") }
            return nil
        }
        self = try ValueMap(values, otherwise: otherwise)
    }

    init(_ cursor: MappingCursor, otherwise: MappingCursor? = nil) throws(RegisterError) {
        var values: [String: String] = [:]
        for field in try cursor.fields(atMost: Self.limit) { values[field.name] = try field.value.text() }
        self.values = values
        self.otherwise = try otherwise?.text()
    }

    /// The meaning of a code; `nil` when it has none.
    func meaning(of code: String) -> String? { values[code] ?? otherwise }

    /// Every meaning that can come out.
    var meanings: [String] { values.values.sorted() + (otherwise.map { [$0] } ?? []) }
}
