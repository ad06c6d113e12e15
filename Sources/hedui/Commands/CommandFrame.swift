import ArgumentParser
import OpenSSLCrypto
import RecordStore
import VerificationDomain

/// Runs a command's body; whatever it throws becomes one clear line on standard error and an exit code.
enum CommandFrame {
    static func run(_ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch let exit as ExitCode {
            throw exit
        } catch {
            let failure = failure(for: error)
            Console.standard.note("hedui: \(failure.description)")
            throw failure.status.code
        }
    }

    static func failure(for error: any Error) -> CommandFailure {
        switch error {
        case let failure as CommandFailure: failure
        case let error as JSONReadingError: CommandFailure(.badInput, error.description)
        case let error as CryptoError: CommandFailure(.keyProblem, error.description)
        case let error as StoreError: CommandFailure(status(of: error), error.description)
        case let error as any CustomStringConvertible: CommandFailure(.internalError, error.description)
        default: CommandFailure(.internalError, "an unexpected failure of kind \(type(of: error))")
        }
    }

    private static func status(of error: StoreError) -> ExitStatus {
        switch error.code {
        case .diskFull, .ioFailure, .readOnly, .cannotOpen, .commitOutcomeUnknown: .cannotWrite
        case .wrongKey, .exposed: .keyProblem
        case .locked, .publisherBusy: .unavailable
        case .notFound: .missingInput
        default: .internalError
        }
    }
}

/// `--config`: which node a command works for.
struct NodeOption: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("The node's hedui.yaml.", valueName: "file"))
    var config: String

    func load() throws -> NodeConfiguration { try NodeConfiguration.load(config) }
}

/// `--json`: the same result for a program.
struct OutputOption: ParsableArguments {
    @Flag(name: .long, help: "Print the result as JSON.")
    var json = false
}
