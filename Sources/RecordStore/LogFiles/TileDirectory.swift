import Foundation
import Glibc
public import TransparencyLog

/// A published log in a folder: `checkpoint` and `tile/…` as C2SP tlog-tiles names them.
///
/// Tiles are written once. A tile that is there with other bytes is an alarm and stays as it is.
public struct TileDirectory: TileReader, Sendable {
    public let path: String
    private let faults: FaultInjection

    public init(path: String, faults: FaultInjection = .none) {
        self.path = path
        self.faults = faults
    }

    public func read(_ file: LogFile) throws -> [UInt8]? {
        try DurableFile.read(place(of: file), limit: TileReaderLimits.byteCount)
    }

    /// Writes a tile unless it is there. Throws `publishedFileDiffers` when it is there with other bytes.
    ///
    /// Dies before the rename: no such tile, or the same one after the next run. Dies after it: the tile of a tree
    /// that no checkpoint names yet, which the next run finds equal.
    func write(_ tile: PublishedFile) throws {
        if let existing = try read(tile.file) {
            guard existing == tile.bytes else { throw StoreError(.publishedFileDiffers, tile.file.path) }
            return
        }
        let place = place(of: tile.file)
        try DurableFile.createFolder((place as NSString).deletingLastPathComponent, mode: 0o750)
        try DurableFile(path: place, mode: 0o640, faults: faults).replace(with: tile.bytes)
    }

    /// Puts a checkpoint in place of the older one, in one step.
    func publish(_ note: SignedNote) throws {
        try DurableFile.createFolder(path, mode: 0o750)
        try DurableFile(path: place(of: .checkpoint), mode: 0o640, faults: faults).replace(with: note.bytes)
    }

    /// Takes every partial tile away that stood in the place of this full one, when the full one is there.
    ///
    /// Dies in between: some are gone, and the next run takes the others. Readers fall back to the full tile
    /// (C2SP tlog-tiles).
    func removePartials(of full: TilePath) throws {
        let path = place(of: .tile(full))
        let folder = "\(path).p"
        guard !full.isPartial, access(path, F_OK) == 0, access(folder, F_OK) == 0 else { return }
        // Temporary files of a publisher that died are among them; only the one that holds the lock writes here.
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
            guard unlink("\(folder)/\(name)") == 0 || errno == ENOENT else {
                throw StoreError.fromSystem(.ioFailure, "\(folder)/\(name)")
            }
        }
        guard rmdir(folder) == 0 || errno == ENOENT else { throw StoreError.fromSystem(.ioFailure, folder) }
        try DurableFile.syncFolder((path as NSString).deletingLastPathComponent)
    }

    private func place(of file: LogFile) -> String { "\(path)/\(file.path)" }
}
