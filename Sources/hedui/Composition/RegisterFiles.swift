import Foundation
import LocalSources
import SyntheticPopulation
import VerificationDomain

/// Writes an invented population into one SQLite file a region, in bounded memory.
struct RegisterFiles: RegisterSink {
    private let path: @Sendable (ProvinceCode) -> String
    private var writers: [ProvinceCode: RegisterWriter] = [:]
    private var waiting: [ProvinceCode: [RegisterRow]] = [:]

    /// Rows held in memory for a region before they are written together.
    private static let batch = 5_000

    init(path: @escaping @Sendable (ProvinceCode) -> String) { self.path = path }

    mutating func begin(_ table: RegisterTable) throws {
        let writer = try writer(table.region)
        let (name, columns, identity) = try names(table)
        try naming(table.region) {
            try writer.write { try $0.createTable(name, columns: columns, indexed: [identity]) }
        }
    }

    mutating func append(_ row: RegisterRow) throws {
        let region = row.table.region
        waiting[region, default: []].append(row)
        if waiting[region, default: []].count >= Self.batch { try flush(region) }
    }

    /// Writes what waits.
    mutating func finish() throws {
        for region in waiting.keys.sorted() { try flush(region) }
    }

    private mutating func flush(_ region: ProvinceCode) throws {
        let rows = waiting.removeValue(forKey: region) ?? []
        let prepared = try rows.map { (try names($0.table), $0.values) }
        let writer = try writer(region)
        try naming(region) {
            try writer.write { transaction in
                for ((name, columns, _), values) in prepared {
                    try transaction.insert(values, into: name, columns: columns)
                }
            }
        }
    }

    private mutating func writer(_ region: ProvinceCode) throws -> RegisterWriter {
        if let writer = writers[region] { return writer }
        let writer = try naming(region) { try RegisterWriter(path: path(region), isScratch: true) }
        writers[region] = writer
        return writer
    }

    /// A file that cannot be written is named: there is one for each region.
    private func naming<Result>(_ region: ProvinceCode, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as RegisterError where error.code == .cannotWrite {
            throw FileContents.notWritten(path(region))
        }
    }

    private func names(_ table: RegisterTable) throws -> (RegisterName, [RegisterName], RegisterName) {
        let columns = table.columns.compactMap { RegisterName($0) }
        guard let name = RegisterName(table.name), columns.count == table.columns.count,
            let identity = RegisterName(table.identityColumn)
        else { throw CommandFailure(.internalError, "table \(table.name): a name cannot be used") }
        return (name, columns, identity)
    }
}

/// Drops the truth, for populations that nobody compares with it.
struct ForgottenTruth: TruthSink {
    mutating func append(_ truth: KnownTruth) throws {}
}
