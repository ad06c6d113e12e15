import Foundation
import LocalSources
import SyntheticPopulation
import Testing
import VerificationDomain

/// Counts rows and mixes them into one number, so that equal streams can be told from unequal ones in no memory.
struct CountingSink: RegisterSink {
    private(set) var tables = 0
    private(set) var rows = 0
    private(set) var fingerprint: UInt64 = 0xCBF2_9CE4_8422_2325
    /// Rows with another number of values than columns.
    private(set) var misshapen = 0

    mutating func begin(_ table: RegisterTable) { tables += 1 }

    mutating func append(_ row: RegisterRow) {
        rows += 1
        if row.values.count != row.table.columns.count { misshapen += 1 }
        for value in row.values {
            // FNV-1a, 64 bits.
            for byte in value.utf8 { fingerprint = (fingerprint ^ UInt64(byte)) &* 0x100_0000_01B3 }
        }
    }
}

/// Keeps every row.
struct KeepingSink: RegisterSink {
    private(set) var rows: [RegisterRow] = []

    mutating func begin(_ table: RegisterTable) {}
    mutating func append(_ row: RegisterRow) { rows.append(row) }
}

struct KeepingTruth: TruthSink {
    private(set) var truths: [KnownTruth] = []

    mutating func append(_ truth: KnownTruth) { truths.append(truth) }
}

/// Counts the truths and forgets them.
struct CountingTruth: TruthSink {
    private(set) var count = 0

    mutating func append(_ truth: KnownTruth) { count += 1 }
}

/// Four registers files behind the mapping files of deploy/registers.
final class PopulatedRegions: Sendable {
    private let folder: URL

    init(_ rows: [RegisterRow]) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "population-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let folder = folder
        var sink = try RegisterFilesSink(
            paths: Dictionary(
                uniqueKeysWithValues: ProvinceCode.yangtzeDelta.map { ($0, Self.path($0, in: folder)) }
            )
        )
        for region in ProvinceCode.yangtzeDelta {
            for table in RegionTables.tables(of: region) { try sink.begin(table) }
        }
        for row in rows { try sink.append(row) }
        try sink.finish()
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private static func path(_ region: ProvinceCode, in folder: URL) -> String {
        folder.appending(path: "\(region.text).sqlite").path
    }

    func database(_ region: ProvinceCode) throws -> RegisterDatabase {
        // No deadline: other tests may keep every thread of the machine busy for longer than any limit.
        try RegisterDatabase(
            path: Self.path(region, in: folder),
            mapping: try Checkout.mapping(region),
            deadline: LookUpDeadline { _, _ in {} }
        )
    }
}
