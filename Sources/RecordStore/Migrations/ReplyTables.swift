extension Migration {
    /// The answering side's memory of what it replied.
    static let replyTables = Migration(number: 2, name: "replies") { connection in
        try connection.createTable(
            "reply",
            columns: """
                issuer TEXT NOT NULL, jti TEXT NOT NULL, query_tag BLOB NOT NULL, status INTEGER NOT NULL,
                content_type TEXT NOT NULL, box BLOB NOT NULL, stored_at INTEGER NOT NULL, expires_at INTEGER NOT NULL,
                PRIMARY KEY (issuer, jti)
                """
        )
        try connection.execute("CREATE INDEX reply_by_expiry ON reply (expires_at)")
    }
}
