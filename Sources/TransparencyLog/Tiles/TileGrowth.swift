/// Which tiles a log has, and which come and go when it grows.
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

    /// The partial tiles of a log of `old` entries whose full tiles exist at `new`: they may be deleted.
    public static func superseded(from old: Int, to new: Int) -> [TilePath] {
        guard old >= 0, old < new, new <= Checkpoint.sizeLimit else { return [] }
        let kinds = TilePath.levels.map { TilePath.Kind.hashes(level: $0) } + [.entries]
        return kinds.compactMap { kind in
            let bits = if case .hashes(let level) = kind { 8 * level } else { 0 }
            let (before, after) = (old >> bits, new >> bits)
            guard before & 0xFF != 0, before >> 8 < after >> 8 else { return nil }
            return TilePath(unchecked: kind, index: before >> 8, width: before & 0xFF)
        }
    }
}
