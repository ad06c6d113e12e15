import ArgumentParser
import ExchangeProtocol
import OpenSSLCrypto
import VerificationDomain

/// Shows and signs federation registries.
struct RegistryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "registry",
        abstract: "Show and sign the federation registry.",
        subcommands: [Show.self, Sign.self]
    )

    /// Ten years: an expired registry is worth looking at, and says who might sign when it was in force.
    static let graceSeconds: Int64 = 315_360_000

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Verify a registry's signature and print its content as JSON, also when it has expired."
        )

        @Argument(help: "The registry file.")
        var file: String
        @Option(help: ArgumentHelp("The joint conference's public root key (PEM).", valueName: "file"))
        var rootKey: String
        @OptionGroup var output: OutputOption

        func run() async throws {
            try await CommandFrame.run {
                let bytes = try FileContents.read(
                    file,
                    limit: ExchangeLimits.registryByteCount,
                    what: "the federation registry"
                )
                do {
                    let registry = try UnverifiedRegistry(bytes).verify(
                        rootKey: try NodeRegistry.rootKey(rootKey),
                        at: SystemClock().now(),
                        minimumSerial: 0,
                        graceSeconds: RegistryCommand.graceSeconds,
                        verifier: OpenSSLSignatureVerifier()
                    )
                    let json = registry.content.json
                    output.show(json.canonicalText, json: json)
                } catch let error as RegistryError {
                    throw CommandFailure(.verificationFailed, "\(file): \(error)")
                }
            }
        }
    }

    struct Sign: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sign a registry's content (JSON) with the joint conference's root key.",
            discussion: "The output is written in one step; nodes read it at their next start."
        )

        @Argument(help: "The content; schemas/registry.schema.json describes it.")
        var file: String
        @Option(help: ArgumentHelp("The private root key (PEM, mode 600).", valueName: "file"))
        var rootKey: String
        @Option(help: ArgumentHelp("Where the signed registry goes.", valueName: "file"))
        var out: String
        @OptionGroup var output: OutputOption

        func run() async throws {
            try await CommandFrame.run {
                let bytes = try FileContents.read(
                    file,
                    limit: ExchangeLimits.registryByteCount,
                    what: "the registry's content"
                )
                guard let identifier = KeyIdentifier("joint-conference-root") else {
                    throw CommandFailure(.internalError, "the root key has no name")
                }
                let signed: UnverifiedRegistry
                let serial: Int64
                do {
                    let limits = JSONLimits(byteCount: ExchangeLimits.registryByteCount)
                    let content = try FederationRegistry(json: JSONCursor(try JSONParser.parse(bytes, limits: limits)))
                    serial = content.serial
                    signed = try await content.signed(
                        with: KeyFileSigner(file: rootKey, keyIdentifier: identifier)
                    )
                } catch let error as JSONReadingError {
                    throw CommandFailure(.badInput, "\(file): \(error)")
                } catch let error as ExchangeError {
                    throw CommandFailure(.badInput, "\(file): \(error)")
                }
                try FileContents.write(signed.bytes, to: out, mode: 0o644)
                output.show("signed \(out)", json: .object(["file": .string(out), "serial": .integer(serial)]))
            }
        }
    }
}
