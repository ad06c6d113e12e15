import ArgumentParser
import ExchangeProtocol
import Foundation
import OpenSSLCrypto
import VerificationDomain

/// Makes and shows keys.
struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "Make and show keys.",
        subcommands: [Generate.self, GenerateSymmetric.self, Show.self]
    )

    struct Generate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a signing key in a new file with mode 600; an existing file is never touched."
        )

        @Option(help: "sm2-sm3, es256 or ed25519.")
        var suite = SignatureSuite.sm2sm3.rawValue

        @Argument(help: "The new key file.")
        var file: String
        @OptionGroup var output: OutputOption

        func run() async throws {
            try await CommandFrame.run {
                guard let suite = SignatureSuite(rawValue: suite) else {
                    throw CommandFailure(.usage, "--suite is one of sm2-sm3, es256, ed25519")
                }
                let key = try PrivateKey.generate(suite)
                try key.write(file: file)
                let json = JSONWebKey(key.publicKey).json
                output.show(json.canonicalText, json: json)
            }
        }
    }

    struct GenerateSymmetric: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "generate-symmetric",
            abstract: "Make a key-encryption or index key in a new file with mode 600."
        )

        @Argument(help: "The new key file.")
        var file: String
        @OptionGroup var output: OutputOption

        func run() async throws {
            try await CommandFrame.run {
                try SymmetricKey.create(file: file)
                output.show("made \(file)", json: .object(["file": .string(file)]))
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print the public key of a key file as a JWK.")

        @Argument(help: "The key file.")
        var file: String
        @OptionGroup var output: OutputOption

        func run() async throws {
            try await CommandFrame.run {
                guard FileManager.default.fileExists(atPath: file) else {
                    throw CommandFailure(.missingInput, "\(file): there is no such key file")
                }
                let json = JSONWebKey(try PrivateKey(file: file).publicKey).json
                output.show(json.canonicalText, json: json)
            }
        }
    }
}
