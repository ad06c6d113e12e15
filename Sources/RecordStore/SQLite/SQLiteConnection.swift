import Foundation
internal import GRDB

/// GRDB's connection behind the port. GRDB keeps the prepared statements.
struct SQLiteConnection: SQLConnection {
    let database: Database

    func execute(_ statement: StaticString, _ arguments: [SQLValue]) throws -> Int {
        try StoreError.mapping {
            let prepared = try database.cachedStatement(sql: statement.description)
            try prepared.execute(arguments: StatementArguments(arguments.map(\.databaseValue)))
            return database.changesCount
        }
    }

    func forEachRow(_ query: StaticString, _ arguments: [SQLValue], _ body: (SQLRow) throws -> Void) throws {
        try StoreError.mapping {
            let prepared = try database.cachedStatement(sql: query.description)
            let cursor = try Row.fetchCursor(
                prepared,
                arguments: StatementArguments(arguments.map(\.databaseValue))
            )
            while let row = try cursor.next() { try body(Self.row(row)) }
        }
    }

    func createTable(_ name: StaticString, columns: StaticString) throws {
        try StoreError.mapping { try database.execute(sql: "CREATE TABLE \(name) (\(columns)) STRICT") }
    }

    func tableNames() throws -> Set<String> {
        Set(try rows("SELECT name FROM sqlite_master WHERE type = 'table'").map { try $0.text("name") })
    }

    private static func row(_ row: Row) throws -> SQLRow {
        SQLRow(columns: try row.map { name, value in (name, try SQLValue(value, column: name)) })
    }
}

extension SQLValue {
    fileprivate var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let value): value.databaseValue
        case .text(let value): value.databaseValue
        case .bytes(let value): Data(value).databaseValue
        }
    }

    fileprivate init(_ value: DatabaseValue, column: String) throws {
        switch value.storage {
        case .null: self = .null
        case .int64(let value): self = .integer(value)
        case .string(let value): self = .text(value)
        case .blob(let value): self = .bytes(Array(value))
        case .double: throw StoreError(.damagedRow, "column \(column)")
        }
    }
}
