internal import VerificationDomain

/// Finds and makes the data keys in table `data_key`.
struct DataKeyring: Sendable {
    let vault: EvidenceVault

    /// Throws `notFound` when there never was such an owner, or its key was erased.
    func key(for owner: DataKeyOwner, _ connection: any SQLConnection) throws -> SymmetricKey {
        let row = try connection.row("SELECT box FROM data_key WHERE owner = ?", [.text(owner.text)])
        guard let row else { throw StoreError(.notFound, "table data_key") }
        return try vault.unwrap(row.bytes("box"), for: owner)
    }

    func store(_ wrapped: [UInt8], for owner: DataKeyOwner, _ connection: any SQLConnection) throws {
        try connection.execute("INSERT INTO data_key (owner, box) VALUES (?, ?)", [.text(owner.text), .bytes(wrapped)])
    }

    /// Writes the key checks into a new store, compares them in one that has them.
    func checkKeys(_ connection: any SQLConnection, isReadOnly: Bool) throws {
        let rows = try connection.rows("SELECT name, value FROM key_check ORDER BY name")
        if rows.isEmpty, !isReadOnly {
            for (name, value) in try vault.keyChecks() {
                try connection.execute(
                    "INSERT INTO key_check (name, value) VALUES (?, ?)",
                    [.text(name), .bytes(value)]
                )
            }
            return
        }
        guard rows.count == 2 else { throw StoreError(.corrupt, "table key_check") }
        try vault.checkKeys(keyEncryption: rows[1].bytes("value"), index: rows[0].bytes("value"))
    }
}
