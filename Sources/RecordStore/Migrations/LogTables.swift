extension Migration {
    /// Outbox, sealed entries and checkpoints. `log_entry` and `log_subtree` only ever grow.
    static let logTables = Migration(number: 3, name: "log") { connection in
        try connection.createTable(
            "audit_outbox",
            columns: """
                position INTEGER PRIMARY KEY, node TEXT NOT NULL, lane INTEGER NOT NULL, nseq INTEGER NOT NULL,
                leaf BLOB NOT NULL, UNIQUE (node, lane, nseq)
                """
        )
        try connection.createTable(
            "log_state",
            columns: """
                origin TEXT PRIMARY KEY, size INTEGER NOT NULL, root BLOB NOT NULL, frontier BLOB NOT NULL,
                sealed_at INTEGER NOT NULL
                """
        )
        try connection.createTable(
            "log_entry",
            columns: "seq INTEGER PRIMARY KEY, leaf BLOB NOT NULL, leaf_hash BLOB NOT NULL"
        )
        try connection.createTable(
            "log_subtree",
            columns: """
                level INTEGER NOT NULL, position INTEGER NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (level, position)
                """
        )
        try connection.createTable(
            "checkpoint",
            columns: "size INTEGER PRIMARY KEY, note BLOB NOT NULL, signed_at INTEGER NOT NULL"
        )
    }
}
