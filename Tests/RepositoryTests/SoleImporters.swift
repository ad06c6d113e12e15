/// The targets that may import a library which everybody else reaches through them.
///
/// The package manager does not see to it: a target may import whatever its dependencies depend on.
struct SoleImporters {
    /// The module, or the beginning of the names of several.
    let module: String
    let sources: Set<String>
    let tests: Set<String>

    static let all: [SoleImporters] = [
        SoleImporters(module: "COpenSSL", sources: ["OpenSSLCrypto"], tests: []),
        SoleImporters(module: "CCurl", sources: ["CurlTransport"], tests: []),
        SoleImporters(
            module: "GRDB",
            sources: ["RecordStore", "LocalSources", "hedui"],
            // 2026-11-25: a register is damaged on purpose, and the ceiling of plain SQLite is measured.
            tests: ["LocalSourcesTests", "Benchmarks"]
        ),
        SoleImporters(module: "Hummingbird", sources: ["HTTPService", "hedui"], tests: []),
    ]

    private func isImported(by line: Substring) -> Bool {
        guard let imported = ImportTable.module(imported: line) else { return false }
        return imported.hasPrefix(module)
    }

    func violations(in files: [Repository.File]) -> [Violation] {
        files.flatMap { file in
            let allowed = file.path.hasPrefix("Tests/") ? tests : sources
            guard !allowed.contains(file.target) else { return [Violation]() }
            return file.lines.enumerated().filter { isImported(by: $0.element) }.map {
                Violation(
                    place: "\(file.path):\($0.offset + 1)",
                    remedy: "\(module) is imported by \((sources.union(tests)).sorted().joined(separator: ", ")) only"
                )
            }
        }
    }

    /// Whether anybody imports it at all; a rule about nothing would hold for ever.
    func isUsed(in files: [Repository.File]) -> Bool {
        files.contains { $0.lines.contains(where: isImported) }
    }
}
