internal import GRDB

extension StoreError {
    /// Runs `body` and turns what SQLite throws into an error of ours; anything else passes through.
    static func mapping<Result>(_ body: () throws -> Result) throws -> Result {
        do { return try body() } catch let error as DatabaseError { throw StoreError(error) }
    }

    /// Takes the message, which names tables and columns, and leaves out statement and arguments.
    init(_ error: DatabaseError) {
        let detail = "SQLite \(error.extendedResultCode.rawValue) \(error.message ?? "")"
        self.init(Self.code(error), "store database", detail: detail)
    }

    private static func code(_ error: DatabaseError) -> Code {
        // A page that should be there and is not: the file was cut.
        if error.extendedResultCode == .SQLITE_IOERR_SHORT_READ { return .corrupt }
        return switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL: .locked
        case .SQLITE_FULL: .diskFull
        case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_FORMAT: .corrupt
        case .SQLITE_READONLY: .readOnly
        case .SQLITE_IOERR, .SQLITE_NOMEM: .ioFailure
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: .cannotOpen
        case .SQLITE_CONSTRAINT, .SQLITE_MISMATCH: .constraint
        case .SQLITE_TOOBIG: .tooLarge
        default: .statement
        }
    }
}
