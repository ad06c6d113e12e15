internal import GRDB

/// Whether the tables and columns that a mapping names are in the database.
struct SchemaCheck: Sendable {
    let mapping: RegisterMapping

    /// Throws at the first that is missing, naming the register's place in the mapping.
    func run(on pool: DatabasePool) throws(RegisterError) {
        do {
            try pool.read { database in
                for register in mapping.registers { try check(register, database) }
            }
        } catch let error as RegisterError {
            throw error
        } catch {
            throw RegisterError(.database, at: "registers", "the database cannot be read; it may not be SQLite")
        }
    }

    private func check(_ register: MappedRegister, _ database: Database) throws {
        guard try database.tableExists(register.table.text) || database.viewExists(register.table.text) else {
            throw RegisterError(.unknownTable, at: "\(register.path).table", "the database has no such table or view")
        }
        let known = Set(try database.columns(in: register.table.text).map { $0.name.lowercased() })
        let needed = RegisterStatement.columns(of: register) + register.conditions.map(\.column)
        for column in needed where !known.contains(column.text.lowercased()) {
            throw RegisterError(
                .unknownColumn,
                at: register.path,
                "table \(register.table.text) has no column \(column.text)"
            )
        }
    }
}
