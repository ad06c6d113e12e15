import Foundation
import RecordStore
import TransparencyLog

/// Copies a published log as a tlog-tiles folder, with the verifier key beside it.
struct AuditExport {
    let configuration: NodeConfiguration
    let target: String

    /// Records the export, publishes that row, and copies what is published then; returns how many files.
    ///
    /// An export that cannot be recorded does not happen: what is copied shows who worked when.
    func run(verifierKey: VerifierKey) async throws -> Int {
        let files = FileManager.default
        if let existing = try? files.contentsOfDirectory(atPath: target), !existing.isEmpty {
            throw CommandFailure(.cannotWrite, "\(target): is not empty; name a new folder")
        }
        let store = try await RecordStore.open(try NodeStore.configuration(configuration))
        try await NodeStop(store: store, configuration: configuration).after {
            try await store.audit.record([AuditDraft(.auditExported)])
        }
        try await store.close()
        let count = try copy()
        try FileContents.write(Array("\(verifierKey)\n".utf8), to: "\(target)/vkeys", mode: 0o644)
        return count
    }

    /// The tiles of exactly the tree of the checkpoint that is read first. The log may grow meanwhile, and a partial
    /// tile may go when its full one is there: it is cut from that. A tile that is nowhere fails the export.
    private func copy() throws -> Int {
        let directory = TileDirectory(path: configuration.log.folder)
        guard let bytes = try directory.read(.checkpoint) else {
            throw CommandFailure(.missingInput, "nothing is published yet in \(configuration.log.folder)")
        }
        let size = try Checkpoint(body: SignedNote(parsing: bytes).text).size
        let tiles = TileGrowth.added(from: 0, to: size)
        for tile in tiles {
            try FileContents.write(try directory.content(of: tile), to: "\(target)/\(tile)", mode: 0o644)
        }
        // Last: where it is, every tile that it needs is there too.
        try FileContents.write(bytes, to: "\(target)/checkpoint", mode: 0o644)
        return tiles.count + 1
    }
}
