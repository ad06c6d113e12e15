import Foundation

/// Loads a CSV file into a table of the registers: the first load of a region that has no database at hand.
public struct RegisterImport: Sendable {
    public let table: RegisterName
    /// Columns that get an index when the table is made: those that hold identity numbers.
    public let indexed: [RegisterName]
    public let limits: CSVLimits

    public init(table: RegisterName, indexed: [RegisterName] = [], limits: CSVLimits = CSVLimits()) {
        self.table = table
        self.indexed = indexed
        self.limits = limits
    }

    /// Bytes of the file that are in memory at one time.
    private static let chunkByteCount = 65_536

    /// Loads the whole file in one transaction: after an error nothing of it is there, not even the table.
    ///
    /// The first record names the columns. A new table gets exactly these; a table that is there must have them all.
    /// Throws `RegisterError`, whose place for a fault of the file is `cars.csv:12:4` (line and byte from 1). Returns
    /// the number of rows.
    @discardableResult
    public func load(_ path: String, into writer: RegisterWriter) throws -> Int {
        let file = try open(path)
        defer { try? file.close() }
        return try load(file, path, into: writer)
    }

    /// Loads into a database file, which is made only after the file to be loaded was found. After an error a database
    /// that was not there before is not left behind, empty as it would be.
    @discardableResult
    public func load(_ path: String, intoDatabaseAt database: String) throws -> Int {
        let file = try open(path)
        defer { try? file.close() }
        let wasThere = FileManager.default.fileExists(atPath: database)
        do {
            return try load(file, path, into: RegisterWriter(path: database))
        } catch {
            if !wasThere { try? FileManager.default.removeItem(atPath: database) }
            throw error
        }
    }

    private func open(_ path: String) throws(RegisterError) -> FileHandle {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw RegisterError(
                .unreadableFile,
                at: Self.name(path),
                "the file cannot be opened; check its path and permissions"
            )
        }
        return file
    }

    private static func name(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

    private func load(_ file: FileHandle, _ path: String, into writer: RegisterWriter) throws -> Int {
        let name = Self.name(path)
        var reader = CSVReader(name: name, limits: limits) { () throws(RegisterError) in
            do {
                return try file.read(upToCount: Self.chunkByteCount).map { [UInt8]($0) } ?? []
            } catch {
                throw RegisterError(.unreadableFile, at: name, "the file cannot be read to its end")
            }
        }
        var count = 0
        try writer.write { transaction in count = try load(&reader, transaction) }
        return count
    }

    private func load(_ reader: inout CSVReader, _ transaction: borrowing RegisterTransaction) throws -> Int {
        let columns = try header(&reader)
        try prepare(columns, reader, transaction)
        var count = 0
        while let fields = try reader.next() {
            guard fields.count == columns.count else {
                throw reader.error(
                    .malformedFile,
                    "expected \(columns.count) fields, as in the first line",
                    reader.recordLine,
                    1
                )
            }
            try transaction.insert(fields, into: table, columns: columns)
            count += 1
        }
        return count
    }

    private func header(_ reader: inout CSVReader) throws(RegisterError) -> [RegisterName] {
        guard let fields = try reader.next() else {
            throw reader.error(.malformedFile, "the first line names the columns; the file is empty", 1, 1)
        }
        var columns: [RegisterName] = []
        var seen: Set<String> = []
        for (index, field) in fields.enumerated() {
            guard let column = RegisterName(field.trimmed) else {
                throw reader.error(
                    .unsafeName,
                    "column \(index + 1) needs a name of letters A-Z a-z, digits, _ or Chinese characters",
                    1,
                    1
                )
            }
            guard seen.insert(column.text.lowercased()).inserted else {
                throw reader.error(.malformedFile, "column \(index + 1) has the name of an earlier one", 1, 1)
            }
            columns.append(column)
        }
        return columns
    }

    private func prepare(
        _ columns: [RegisterName],
        _ reader: CSVReader,
        _ transaction: borrowing RegisterTransaction
    ) throws {
        if let missing = indexed.first(where: { !columns.contains($0) }) {
            throw reader.error(.unknownColumn, "the file has no column \(missing.text), which is to be indexed", 1, 1)
        }
        guard try transaction.hasTable(table) else {
            try transaction.createTable(table, columns: columns, indexed: indexed)
            return
        }
        let known = Set(try transaction.columns(of: table).map { $0.lowercased() })
        if let unknown = columns.first(where: { !known.contains($0.text.lowercased()) }) {
            throw reader.error(.unknownColumn, "table \(table.text) has no column \(unknown.text)", 1, 1)
        }
        for column in indexed { try transaction.createIndex(table, on: column) }
    }
}
