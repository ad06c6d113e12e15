extension Migration {
    /// Keys, cases, legs, evidence, pictures, reports.
    ///
    /// Clear columns hold codes, random identifiers, times and keyed tags; everything else is a box.
    static let caseTables = Migration(number: 1, name: "cases") { connection in
        try createKeys(connection)
        try createCases(connection)
        try createEvidence(connection)
        try createResults(connection)
    }

    private static func createKeys(_ connection: any SQLConnection) throws {
        try connection.createTable("key_check", columns: "name TEXT PRIMARY KEY, value BLOB NOT NULL")
        try connection.createTable("data_key", columns: "owner TEXT PRIMARY KEY, box BLOB NOT NULL")
        try connection.createTable(
            "day_sequence",
            columns: "scope TEXT NOT NULL, day TEXT NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (scope, day)"
        )
    }

    private static func createCases(_ connection: any SQLConnection) throws {
        try connection.createTable(
            "verification_case",
            columns: """
                id TEXT PRIMARY KEY, request_number TEXT NOT NULL UNIQUE, programme TEXT NOT NULL,
                deciding_region TEXT NOT NULL, submitted_at INTEGER NOT NULL, state TEXT NOT NULL,
                state_at INTEGER NOT NULL
                """
        )
        try connection.execute("CREATE INDEX case_by_time ON verification_case (submitted_at)")
        try connection.createTable(
            "subject_index",
            columns: """
                tag BLOB NOT NULL, case_id TEXT NOT NULL REFERENCES verification_case (id), PRIMARY KEY (tag, case_id)
                """
        )
        try connection.createTable(
            "leg",
            columns: """
                jti TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES verification_case (id), region TEXT NOT NULL,
                state TEXT NOT NULL, status_code TEXT, started_at INTEGER NOT NULL, finished_at INTEGER
                """
        )
        try connection.execute("CREATE INDEX leg_by_case ON leg (case_id)")
    }

    private static func createEvidence(_ connection: any SQLConnection) throws {
        try connection.createTable(
            "evidence",
            columns: """
                id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES verification_case (id), position INTEGER NOT NULL,
                jti TEXT REFERENCES leg (jti), kind TEXT NOT NULL, content_tag BLOB NOT NULL, box BLOB NOT NULL,
                received_at INTEGER NOT NULL, key_id TEXT, UNIQUE (case_id, position)
                """
        )
        try connection.createTable(
            "shared_evidence",
            columns: """
                kind TEXT NOT NULL, digest BLOB NOT NULL, bytes BLOB NOT NULL, stored_at INTEGER NOT NULL,
                PRIMARY KEY (kind, digest)
                """
        )
        try connection.createTable(
            "case_shared_evidence",
            columns: """
                case_id TEXT NOT NULL REFERENCES verification_case (id), kind TEXT NOT NULL, digest BLOB NOT NULL,
                PRIMARY KEY (case_id, kind, digest),
                FOREIGN KEY (kind, digest) REFERENCES shared_evidence (kind, digest)
                """
        )
    }

    private static func createResults(_ connection: any SQLConnection) throws {
        try connection.createTable(
            "picture",
            columns: """
                case_id TEXT NOT NULL REFERENCES verification_case (id), version INTEGER NOT NULL, box BLOB NOT NULL,
                made_at INTEGER NOT NULL, PRIMARY KEY (case_id, version)
                """
        )
        try connection.createTable(
            "report_number",
            columns: """
                number TEXT PRIMARY KEY, case_id TEXT NOT NULL UNIQUE REFERENCES verification_case (id),
                reserved_at INTEGER NOT NULL
                """
        )
        try connection.createTable(
            "report",
            columns: """
                number TEXT NOT NULL REFERENCES report_number (number), version INTEGER NOT NULL, box BLOB NOT NULL,
                signature_box BLOB NOT NULL, issued_at INTEGER NOT NULL, PRIMARY KEY (number, version)
                """
        )
    }
}
