import ArgumentParser
import Foundation

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

    /// The entry of the program.
    static func main() async {
        // libcurl would write session secrets to the file that this variable names. Unset here, it holds for every
        // command that makes connections, and for the nodes that a demo starts.
        unsetenv("SSLKEYLOGFILE")
        await main(nil)
    }
}

/// What this build calls itself in entries of the audit log and with `--version`.
enum BuildVersion {
    static let text = "0.1.0"
}
