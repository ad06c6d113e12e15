import ArgumentParser

/// The one executable.
@main
struct Hedui: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hedui",
        abstract: "核对 — cross-region verification of economic status for social assistance.",
        discussion: """
            A node asks (check), answers (serve) and proves (audit). Every command takes --help; commands that print \
            data take --json. Exit codes: 0 done, 1 a verification found a fault, 64 usage, 65 bad input, 66 missing \
            input, 69 unavailable, 70 internal error, 73 cannot write, 77 key problem, 78 configuration.
            """,
        version: BuildVersion.text,
        subcommands: [
            DemoCommand.self, ServeCommand.self, CheckCommand.self, ReportCommand.self, AuditCommand.self,
            KeysCommand.self, PopulationCommand.self, ConfigCommand.self, RegistryCommand.self, RegistersCommand.self,
        ]
    )
}

/// What this build calls itself in entries of the audit log and with `--version`.
enum BuildVersion {
    static let text = "0.1.0"
}
