extension Migration {
    /// Who drives a case. A case of before has no row, and is nobody's.
    static let leaseTables = Migration(number: 7, name: "case leases") { connection in
        try connection.createTable(
            "case_lease",
            columns: """
                case_id TEXT PRIMARY KEY REFERENCES verification_case (id), token INTEGER NOT NULL,
                expires_at INTEGER NOT NULL
                """
        )
    }
}
