import ArgumentParser
import Foundation
import OpenSSLCrypto
import RecordStore
import TransparencyLog
import VerificationDomain

/// Verifies, proves and exports the audit log.
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Verify, prove and export the audit log.",
        subcommands: [AuditVerifyCommand.self, AuditProveCommand.self, AuditExportCommand.self, AuditKeyCommand.self]
    )
}

/// `audit key`.
struct AuditKeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "Print the log's verifier key: keep it outside the node."
    )

    @OptionGroup var options: NodeOption
    @OptionGroup var output: OutputOption

    func run() async throws {
        try await CommandFrame.run {
            let key = try NodeStore.verifierKey(try options.load()).description
            output.show(key, json: .object(["vkey": .string(key)]))
        }
    }
}

/// `audit verify`.
struct AuditVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Recompute the whole log from its entries and compare it with what was signed.",
        discussion: """
            Start from a verifier key that you keep outside the node (--key), never from one that the node shows you. \
            With --config the database is compared too; with --dir an exported or mirrored log alone. What is wrong \
            is named, and the exit code is 1.
            """
    )

    @Option(help: ArgumentHelp("The node's hedui.yaml.", valueName: "file"))
    var config: String?
    @Option(help: ArgumentHelp("A folder with checkpoint and tile/.", valueName: "folder"))
    var dir: String?
    @Option(help: ArgumentHelp("The verifier key that you keep, or @FILE with one key a line.", valueName: "vkey"))
    var key: String
    @Option(help: ArgumentHelp("A checkpoint that you kept: the log must begin with it.", valueName: "file"))
    var since: String?
    @OptionGroup var output: OutputOption

    func run() async throws {
        try await CommandFrame.run {
            guard (config == nil) != (dir == nil) else {
                throw CommandFailure(.usage, "give one of --config and --dir")
            }
            let verification = AuditVerification(keys: try AuditKeys.read(key), older: try olderCheckpoint())
            let outcome: AuditVerification.Outcome
            switch (config, dir) {
            case (let config?, nil): outcome = try await verification.node(try NodeConfiguration.load(config))
            case (nil, let dir?): outcome = try verification.folder(dir)
            default: throw CommandFailure(.usage, "give one of --config and --dir")
            }
            show(outcome)
            if !outcome.holds { throw ExitStatus.verificationFailed.code }
        }
    }

    private func olderCheckpoint() throws -> Checkpoint? {
        guard let since else { return nil }
        let bytes = try FileContents.read(since, limit: SignedNote.byteLimit, what: "the kept checkpoint")
        do {
            return try Checkpoint(body: SignedNote(parsing: bytes).text)
        } catch {
            throw CommandFailure(.badInput, "\(since): \(error.description)")
        }
    }

    private func show(_ outcome: AuditVerification.Outcome) {
        if output.json {
            Console.standard.line(outcome.json.canonicalText)
            return
        }
        for finding in outcome.findings { Console.standard.line("✘ \(finding)") }
        for note in outcome.notes { Console.standard.line("· \(note)") }
        guard let checkpoint = outcome.checkpoint else { return }
        let place = "\(checkpoint.origin): \(checkpoint.size) entries, root \(checkpoint.root.base64)"
        Console.standard.line(outcome.holds ? "✔ \(place)" : "✘ \(place): \(outcome.findings.count) findings")
    }
}

/// `audit prove INDEX|ID`.
struct AuditProveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove",
        abstract: "Write a tlog-proof file for one entry (C2SP tlog-proof@v1)."
    )

    @OptionGroup var options: NodeOption

    @Argument(help: "The entry's index from 0, or its identifier.")
    var entry: String
    @Option(help: ArgumentHelp("Where the proof goes; standard output without it.", valueName: "file"))
    var out: String?
    @OptionGroup var output: OutputOption

    func run() async throws {
        try await CommandFrame.run {
            let proof = try await AuditProof(configuration: try options.load()).prove(entry)
            if let out { try FileContents.write(proof.bytes, to: out, mode: 0o644) }
            let text = String(decoding: proof.bytes, as: UTF8.self)
            let json = JSONValue.object([
                "index": .integer(Int64(proof.index)), "file": out.map { .string($0) },
                "proof": out == nil ? .string(text) : nil,
            ])
            if out == nil, !output.json {
                // The proof file itself: one byte more, and it is none.
                Console.standard.bytes(proof.bytes)
            } else {
                output.show("proof of entry \(proof.index) in \(out ?? "")", json: json)
            }
        }
    }
}

/// `audit export`.
struct AuditExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Copy the published log as a tlog-tiles folder, with vkeys beside it.",
        discussion: "Any tool that knows C2SP tlog-tiles verifies the folder; nothing of ours is needed."
    )

    @OptionGroup var options: NodeOption
    @Option(help: ArgumentHelp("A new or empty folder.", valueName: "folder"))
    var out: String
    @OptionGroup var output: OutputOption

    func run() async throws {
        try await CommandFrame.run {
            let configuration = try options.load()
            let key = try NodeStore.verifierKey(configuration)
            let count = try await AuditExport(configuration: configuration, target: out).run(verifierKey: key)
            output.show(
                "exported \(count) files and vkeys to \(out)",
                json: .object([
                    "folder": .string(out), "files": .integer(Int64(count)), "vkey": .string(key.description),
                ])
            )
        }
    }
}
