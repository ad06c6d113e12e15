extension Migration {
    /// Keyed tags of submissions' keys and contents: which of them made which case.
    static let submissionTables = Migration(number: 8, name: "submissions") { connection in
        try connection.createTable(
            "submission",
            columns: """
                key_tag BLOB PRIMARY KEY, case_id TEXT NOT NULL REFERENCES verification_case (id),
                content_tag BLOB NOT NULL
                """
        )
    }
}
