extension Migration {
    /// What opens the salted commitments of audit rows; sealed under the case's data key and erased with it.
    static let openingTables = Migration(number: 6, name: "audit openings") { connection in
        try connection.createTable(
            "audit_opening",
            columns: """
                case_id TEXT NOT NULL REFERENCES verification_case (id), field TEXT NOT NULL, version INTEGER NOT NULL,
                box BLOB NOT NULL, PRIMARY KEY (case_id, field, version)
                """
        )
    }
}
