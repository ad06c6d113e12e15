public import VerificationDomain

/// One row of a result; every getter names the column in its error.
///
/// Getters throw `StoreError.damagedRow` for a missing column or a value of another kind: our own schema is strict, so
/// such a row was written by somebody else.
public struct SQLRow: Sendable {
    /// The columns in the order of the statement.
    public let columns: [(name: String, value: SQLValue)]

    public init(columns: [(name: String, value: SQLValue)]) { self.columns = columns }

    public func value(_ name: String) throws(StoreError) -> SQLValue {
        guard let column = columns.first(where: { $0.name == name }) else {
            throw StoreError(.damagedRow, "column \(name)", detail: "the result has no such column")
        }
        return column.value
    }

    public func integer(_ name: String) throws(StoreError) -> Int64 {
        guard case .integer(let value) = try value(name) else { throw wrongKind(name) }
        return value
    }

    public func text(_ name: String) throws(StoreError) -> String {
        guard case .text(let value) = try value(name) else { throw wrongKind(name) }
        return value
    }

    public func bytes(_ name: String) throws(StoreError) -> [UInt8] {
        guard case .bytes(let value) = try value(name) else { throw wrongKind(name) }
        return value
    }

    public func optionalInteger(_ name: String) throws(StoreError) -> Int64? {
        try value(name) == .null ? nil : integer(name)
    }

    public func optionalText(_ name: String) throws(StoreError) -> String? {
        try value(name) == .null ? nil : text(name)
    }

    public func time(_ name: String) throws(StoreError) -> Timestamp { Timestamp(milliseconds: try integer(name)) }

    public func optionalTime(_ name: String) throws(StoreError) -> Timestamp? {
        try optionalInteger(name).map { Timestamp(milliseconds: $0) }
    }

    /// A value that `parse` makes of a text; `damagedRow` when it makes none.
    public func parsed<Value>(_ name: String, _ parse: (String) -> Value?) throws(StoreError) -> Value {
        guard let value = parse(try text(name)) else { throw wrongKind(name) }
        return value
    }

    /// Like `parsed`, but for a column that may be null.
    public func optionalParsed<Value>(_ name: String, _ parse: (String) -> Value?) throws(StoreError) -> Value? {
        try value(name) == .null ? nil : parsed(name, parse)
    }

    private func wrongKind(_ name: String) -> StoreError { StoreError(.damagedRow, "column \(name)") }
}
