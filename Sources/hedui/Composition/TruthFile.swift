import Foundation
import SyntheticPopulation
import VerificationDomain

/// Writes what is really so into a file, one JSON object a line, in bounded memory.
struct TruthFile: TruthSink {
    private let path: String
    private let handle: FileHandle
    private var waiting: [UInt8] = []

    /// Bytes that are written together.
    private static let batch = 1 << 18

    init(path: String) throws {
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let handle = FileHandle(forWritingAtPath: path)
        else { throw FileContents.notWritten(path) }
        self.path = path
        self.handle = handle
    }

    mutating func append(_ truth: KnownTruth) throws {
        waiting += Self.json(truth).canonicalBytes
        waiting.append(UInt8(ascii: "\n"))
        if waiting.count >= Self.batch { try flush() }
    }

    /// Writes what waits and closes the file.
    mutating func finish() throws {
        try flush()
        do {
            try handle.close()
        } catch {
            throw FileContents.notWritten(path)
        }
    }

    private mutating func flush() throws {
        do {
            try handle.write(contentsOf: Data(waiting))
        } catch {
            throw FileContents.notWritten(path)
        }
        waiting = []
    }

    private static func json(_ truth: KnownTruth) -> JSONValue {
        switch truth {
        case .asset(let asset):
            .object([
                "kind": "asset", "household": .integer(Int64(asset.household)), "owner": .string(asset.owner.text),
                "ownerName": .string(asset.ownerName), "category": .string(asset.category.rawValue),
                "key": asset.key.json, "share": .string(asset.share.description), "valueFen": .integer(asset.value.fen),
                "regions": .array(asset.regions.map { .string($0.text) }),
            ])
        case .income(let income):
            .object([
                "kind": "income", "household": .integer(Int64(income.household)),
                "earner": .string(income.earner.text), "earnerName": .string(income.earnerName),
                "category": .string(income.kind.rawValue), "monthlyFen": .integer(income.monthly.fen),
                "months": income.months.json,
                "evidence": .array(
                    income.evidence.map {
                        .object(["item": .string($0.item.rawValue), "region": .string($0.region.text)])
                    }
                ),
            ])
        }
    }
}
