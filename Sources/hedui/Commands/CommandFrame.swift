import ArgumentParser
import Foundation
import OpenSSLCrypto
import RecordStore
import TransparencyLog
import VerificationDomain

/// Runs a command's body; whatever it throws becomes one clear line on standard error and an exit code.
enum CommandFrame {
    static func run(_ body: () async throws -> Void) async throws {
        do {
            try await body()
            try Console.standard.checkOutput()
        } catch let exit as ExitCode {
            throw exit
        } catch {
            let failure = failure(for: error)
            Console.standard.note("hedui: \(oneLine(failure.description))")
            throw failure.status.code
        }
    }

    static func failure(for error: any Error) -> CommandFailure {
        switch error {
        case let failure as CommandFailure: failure
        case let error as JSONReadingError: CommandFailure(.badInput, error.description)
        case let error as CryptoError: CommandFailure(status(of: error), error.description)
        case let error as StoreError: CommandFailure(status(of: error), error.description)
        case let error as LogError: CommandFailure(status(of: error), error.description)
        case let error as CocoaError: failure(of: error)
        case let error as any CustomStringConvertible: CommandFailure(.internalError, error.description)
        default: CommandFailure(.internalError, "an unexpected failure of kind \(type(of: error))")
        }
    }

    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    private static func status(of error: StoreError) -> ExitStatus {
        switch error.code {
        case .diskFull, .ioFailure, .readOnly, .cannotOpen, .commitOutcomeUnknown: .cannotWrite
        case .wrongKey, .exposed: .keyProblem
        case .locked, .publisherBusy, .leaseLost: .unavailable
        case .notFound: .missingInput
        case .newerSchema, .olderSchema: .configuration
        case .boxRefused, .damagedRow, .corrupt, .logDamaged, .publishedFileDiffers, .logBehindSigner:
            .verificationFailed
        default: .internalError
        }
    }

    private static func status(of error: CryptoError) -> ExitStatus {
        switch error.code {
        case .keyFileExists, .keyFileNotWritten: .cannotWrite
        case .keyUnusable, .keyFileUnreadable, .keyFileExposed: .keyProblem
        case .boxRefused: .verificationFailed
        case .plaintextTooLarge, .randomUnusable, .libraryFailure: .internalError
        case .certificateUnreadable, .certificateExpired, .certificateNotYetValid, .certificateUntrusted,
            .certificateSignatureInvalid, .certificateUnsuitable:
            .configuration
        }
    }

    private static func status(of error: LogError) -> ExitStatus {
        switch error.code {
        case .keyMalformed, .keyAmbiguous, .keyUnusable: .keyProblem
        case .identifierMalformed, .personalText, .entryTooLarge: .internalError
        default: .verificationFailed
        }
    }

    /// What Foundation says about files: its own text has several lines and codes.
    private static func failure(of error: CocoaError) -> CommandFailure {
        let place = error.filePath ?? error.url?.path ?? "a file"
        return switch error.code {
        case .fileNoSuchFile, .fileReadNoSuchFile, .fileReadNoPermission, .fileReadUnknown:
            CommandFailure(.missingInput, "\(place): cannot be read: check the path and its rights")
        case .fileWriteNoPermission, .fileWriteOutOfSpace, .fileWriteUnknown, .fileWriteVolumeReadOnly,
            .fileWriteFileExists, .fileWriteInvalidFileName:
            CommandFailure(.cannotWrite, "\(place): cannot be written: check the folder's rights and free space")
        default: CommandFailure(.internalError, "\(place): an unexpected failure, code \(error.code.rawValue)")
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

    /// Prints one result in the form that was asked for.
    func show(_ text: String, json value: JSONValue) {
        Console.standard.line(json ? value.canonicalText : text)
    }
}
