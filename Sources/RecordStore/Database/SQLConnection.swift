/// One connection inside a transaction. Lives only as long as the closure that it is handed to.
///
/// Statements are literals (`StaticString`), so that no value can be spliced into one: what varies goes into
/// `arguments`, one for each `?`. They keep to what SQLite 3.38 and PostgreSQL 15 share; a driver for the second
/// numbers the question marks, and maps the column types INTEGER, TEXT and BLOB of `createTable` to bigint, text
/// and bytea.
public protocol SQLConnection {
    /// Runs a statement and returns how many rows it inserted, changed or deleted.
    @discardableResult
    func execute(_ statement: StaticString, _ arguments: [SQLValue]) throws -> Int

    /// Calls `body` with each row of the result in order, without holding more than one.
    func forEachRow(_ query: StaticString, _ arguments: [SQLValue], _ body: (SQLRow) throws -> Void) throws

    /// Creates a table whose columns keep their types: a named difference of the drivers (SQLite needs the word
    /// STRICT).
    func createTable(_ name: StaticString, columns: StaticString) throws

    /// The names of all tables: a named difference of the drivers (each has its own catalogue).
    func tableNames() throws -> Set<String>
}

extension SQLConnection {
    @discardableResult
    public func execute(_ statement: StaticString) throws -> Int { try execute(statement, []) }

    /// All rows of a result whose size the caller knows to be bounded.
    public func rows(_ query: StaticString, _ arguments: [SQLValue] = []) throws -> [SQLRow] {
        var rows: [SQLRow] = []
        try forEachRow(query, arguments) { rows.append($0) }
        return rows
    }

    /// The first row, or `nil`.
    public func row(_ query: StaticString, _ arguments: [SQLValue] = []) throws -> SQLRow? {
        try rows(query, arguments).first
    }
}
