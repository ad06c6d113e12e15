import LocalSources
import SyntheticPopulation
import VerificationDomain

/// Writes the rows of each region into a registers file of its own, some thousands in one transaction.
struct RegisterFilesSink: RegisterSink {
    /// Rows in memory at most.
    private static let batchLimit = 5000

    private let writers: [ProvinceCode: RegisterWriter]
    private var waiting: [RegisterRow] = []

    /// The files are made when they are not there; a table that is there already is an error.
    init(paths: [ProvinceCode: String]) throws {
        writers = try paths.mapValues { try RegisterWriter(path: $0, isScratch: true) }
    }

    mutating func begin(_ table: RegisterTable) throws {
        let columns = try table.columns.map(Self.name)
        try writers[table.region]?.write { transaction in
            try transaction.createTable(
                Self.name(table.name),
                columns: columns,
                indexed: [Self.name(table.identityColumn)]
            )
        }
    }

    mutating func append(_ row: RegisterRow) throws {
        waiting.append(row)
        if waiting.count == Self.batchLimit { try finish() }
    }

    /// Writes what is still in memory; the last call of a generation.
    mutating func finish() throws {
        for (region, rows) in Dictionary(grouping: waiting, by: \.table.region) {
            try writers[region]?.write { transaction in
                for (table, rows) in Dictionary(grouping: rows, by: \.table) {
                    let name = try Self.name(table.name)
                    let columns = try table.columns.map(Self.name)
                    for row in rows { try transaction.insert(row.values, into: name, columns: columns) }
                }
            }
        }
        waiting.removeAll(keepingCapacity: true)
    }

    private static func name(_ text: String) throws -> RegisterName {
        guard let name = RegisterName(text) else {
            throw RegisterError(.unsafeName, at: "population", "a table or column has a name that is not taken")
        }
        return name
    }
}
