public import VerificationDomain

/// A table of one region's registers. All columns hold text.
public struct RegisterTable: Sendable, Hashable {
    public let region: ProvinceCode
    public let name: String
    public let columns: [String]
    /// The column that holds identity numbers and needs an index.
    public let identityColumn: String

    /// The identity column is the first.
    init(_ region: ProvinceCode, _ name: String, _ columns: String) {
        self.region = region
        self.name = name
        self.columns = columns.split(separator: " ").map(String.init)
        identityColumn = self.columns.first ?? ""
    }
}

/// One row, with its values in the order of the table's columns.
public struct RegisterRow: Sendable, Hashable {
    public let table: RegisterTable
    public let values: [String]
}

/// Where register rows go: a database, files, a counter.
public protocol RegisterSink {
    /// Called once for each table, before all rows, so that an empty register is there too.
    mutating func begin(_ table: RegisterTable) throws
    mutating func append(_ row: RegisterRow) throws
}
