extension Migration {
    /// How often each report was printed or exported.
    static let printTables = Migration(number: 4, name: "report prints") { connection in
        try connection.createTable(
            "report_print",
            columns: """
                number TEXT NOT NULL, version INTEGER NOT NULL, printed_at INTEGER NOT NULL,
                position INTEGER NOT NULL, PRIMARY KEY (number, version, position)
                """
        )
    }
}
