extension Migration {
    /// The federation registries that were taken; only ever grows.
    static let registryTables = Migration(number: 5, name: "accepted registries") { connection in
        try connection.createTable(
            "accepted_registry",
            columns: "serial INTEGER PRIMARY KEY, digest TEXT NOT NULL, accepted_at INTEGER NOT NULL"
        )
    }
}
