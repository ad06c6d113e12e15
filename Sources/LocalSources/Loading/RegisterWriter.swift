import Foundation
internal import GRDB

/// Writes registers into an SQLite file: for a first load and for invented populations, never for a register in use.
///
/// Tables are STRICT with text columns. Rows of one `write` are there together or not at all. Safe from any task:
/// writes wait for each other.
public final class RegisterWriter: Sendable {
    private let queue: DatabaseQueue

    /// Opens or creates the file. Throws `RegisterError.database` when it is no database, `.cannotWrite` when it cannot
    /// be made or written.
    ///
    /// With `isScratch` a crash may leave a damaged file, which is then made again: faster by an order of magnitude.
    public init(path: String, isScratch: Bool = false) throws(RegisterError) {
        do {
            queue = try DatabaseQueue(path: path)
            if isScratch {
                try queue.writeWithoutTransaction { database in
                    try database.execute(sql: "PRAGMA journal_mode = MEMORY")
                    try database.execute(sql: "PRAGMA synchronous = OFF")
                }
            }
        } catch {
            let isNoDatabase = (error as? DatabaseError)?.resultCode == .SQLITE_NOTADB
            throw RegisterError(
                isNoDatabase ? .database : .cannotWrite,
                at: "registers",
                "the database cannot be opened for writing; check its path, its folder's rights and free space"
            )
        }
    }

    /// Runs several steps as one transaction. An error of `body` undoes all of them.
    public func write(_ body: (borrowing RegisterTransaction) throws -> Void) throws {
        do {
            try queue.write { database in try body(RegisterTransaction(database: database)) }
        } catch let error as DatabaseError {
            if Self.diskCodes.contains(error.resultCode) {
                let remedy = "the database cannot be written; free space or check its rights. Nothing changed"
                throw RegisterError(.cannotWrite, at: "registers", remedy)
            }
            throw RegisterError(
                .database,
                at: "registers",
                "SQLite refused the write (code \(error.resultCode.rawValue)); nothing changed"
            )
        }
    }

    /// What SQLite says when the disk, and not what was asked of it, is at fault.
    private static let diskCodes: [ResultCode] = [
        .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_READONLY, .SQLITE_CANTOPEN,
    ]
}

/// The steps that may be taken inside one write.
public struct RegisterTransaction: ~Copyable {
    private let database: Database

    fileprivate init(database: Database) { self.database = database }

    /// Whether a table of this name is there.
    public func hasTable(_ table: RegisterName) throws -> Bool { try database.tableExists(table.text) }

    /// Columns of a table in its order.
    public func columns(of table: RegisterName) throws -> [String] {
        try database.columns(in: table.text).map(\.name)
    }

    /// Makes a STRICT table of text columns, with an index on each column of `indexed`.
    public func createTable(_ table: RegisterName, columns: [RegisterName], indexed: [RegisterName] = []) throws {
        let definitions = columns.map { "\($0.quoted) TEXT NOT NULL" }.joined(separator: ", ")
        try database.execute(sql: "CREATE TABLE \(table.quoted) (\(definitions)) STRICT")
        for column in indexed { try createIndex(table, on: column) }
    }

    /// An index, if it is not there: without one each look-up reads the whole table.
    public func createIndex(_ table: RegisterName, on column: RegisterName) throws {
        let name = "\"\(table.text) by \(column.text)\""
        try database.execute(sql: "CREATE INDEX IF NOT EXISTS \(name) ON \(table.quoted) (\(column.quoted))")
    }

    /// One row; `values` in the order of `columns`.
    public func insert(_ values: [String], into table: RegisterName, columns: [RegisterName]) throws {
        let names = columns.map(\.quoted).joined(separator: ", ")
        let marks = columns.map { _ in "?" }.joined(separator: ", ")
        let statement = try database.cachedStatement(
            sql: "INSERT INTO \(table.quoted) (\(names)) VALUES (\(marks))"
        )
        try statement.execute(arguments: StatementArguments(values))
    }
}

// It lives inside one write and nowhere else.
@available(*, unavailable)
extension RegisterTransaction: Sendable {}
