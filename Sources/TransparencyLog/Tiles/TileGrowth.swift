/// Which tiles a log has, and which become full when it grows.
public enum TileGrowth: Sendable {
    /// The tiles to write when a log grows from `old` to `new` entries: what became full, and the new partial tiles.
    ///
    /// Hash tiles from the lowest level up, entry bundles last; a partial tile is never hashed upward
    /// (C2SP tlog-tiles). Empty when the log did not grow.
    public static func added(from old: Int, to new: Int) -> [TilePath] {
        guard old >= 0, old < new, new <= Checkpoint.sizeLimit else { return [] }
        let hashes = TilePath.levels.flatMap { level in
            added(.hashes(level: level), from: old >> (8 * level), to: new >> (8 * level))
        }
        return hashes + added(.entries, from: old, to: new)
    }

    private static func added(_ kind: TilePath.Kind, from old: Int, to new: Int) -> [TilePath] {
        guard old < new else { return [] }
        let full = (old >> 8..<new >> 8).map { TilePath(unchecked: kind, index: $0, width: TilePath.fullWidth) }
        let width = new & 0xFF
        return width == 0 ? full : full + [TilePath(unchecked: kind, index: new >> 8, width: width)]
    }

    /// The full tiles that a log gets when it grows from `old` to `new` entries: whatever partial tile stands in the
    /// place of one of them may be deleted once it is durable (C2SP tlog-tiles).
    public static func completed(from old: Int, to new: Int) -> [TilePath] {
        added(from: old, to: new).filter { !$0.isPartial }
    }
}
