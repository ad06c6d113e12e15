import Foundation
import OpenSSLCrypto
import RecordStore
import TransparencyLog
import VerificationDomain

/// The verifier keys that a caller trusts.
enum AuditKeys {
    /// Bytes of a key file: thirty-two keys fit.
    private static let byteLimit = 128 * 1024

    static func read(_ text: String) throws -> [VerifierKey] {
        var lines = [text]
        if text.hasPrefix("@") {
            let path = String(text.dropFirst())
            let bytes = try FileContents.read(path, limit: byteLimit, what: "the verifier keys")
            lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
        }
        do {
            return try lines.map { try VerifierKey(text: $0, digests: OpenSSLDigests()) }
        } catch let error as LogError {
            throw CommandFailure(.badInput, "--key: \(error.description)")
        }
    }
}

/// Verifies a log against keys from outside the store.
struct AuditVerification {
    let keys: [VerifierKey]
    let older: Checkpoint?

    struct Outcome {
        let checkpoint: Checkpoint?
        let findings: [Finding]

        var holds: Bool { checkpoint != nil && findings.isEmpty }

        var json: JSONValue {
            .object([
                "holds": .bool(holds), "origin": checkpoint.map { .string($0.origin.description) },
                "size": checkpoint.map { .integer(Int64($0.size)) },
                "root": checkpoint.map { .string($0.root.base64) },
                "findings": .array(
                    findings.map { finding in
                        .object([
                            "code": .string(finding.code.rawValue),
                            "entry": finding.entry.map { .integer(Int64($0)) },
                            "file": finding.file.map { .string($0.path) }, "text": .string(finding.text),
                        ])
                    }
                ),
            ])
        }
    }

    /// The published files alone.
    func folder(_ path: String) throws -> Outcome {
        let result = try published(TileDirectory(path: path))
        return Outcome(checkpoint: result.checkpoint?.checkpoint, findings: result.findings)
    }

    /// The published files, and every row of the database against them.
    func node(_ configuration: NodeConfiguration) async throws -> Outcome {
        let tiles = TileDirectory(path: configuration.log.folder)
        let result = try published(tiles)
        guard let checkpoint = result.checkpoint else {
            return Outcome(checkpoint: nil, findings: result.findings)
        }
        let store = try await RecordStore.openReadOnly(try NodeStore.configuration(configuration))
        let rows = try await store.log.compare(with: checkpoint, tiles: tiles)
        try await store.close()
        return Outcome(checkpoint: checkpoint.checkpoint, findings: result.findings + rows)
    }

    private func published(_ tiles: TileDirectory) throws -> VerificationResult {
        let verifier = LogVerifier(
            keys: keys,
            digests: OpenSSLDigests(),
            verifier: OpenSSLSignatureVerifier()
        )
        return try verifier.verify(tiles, since: older)
    }
}

/// Makes the proof of one entry under the published checkpoint.
struct AuditProof {
    let configuration: NodeConfiguration

    func prove(_ entry: String) async throws -> LogProof {
        let store = try await RecordStore.openReadOnly(try NodeStore.configuration(configuration))
        let tiles = TileDirectory(path: configuration.log.folder)
        guard let note = try tiles.read(.checkpoint) else {
            throw CommandFailure(.missingInput, "nothing is published yet: run the node, or make a check")
        }
        let checkpoint = try VerifiedCheckpoint(
            note: note,
            keys: [try NodeStore.verifierKey(configuration)],
            verifier: OpenSSLSignatureVerifier()
        )
        let index = try await index(of: entry, store: store, size: checkpoint.checkpoint.size)
        let proof = try await store.log.proof(of: index, checkpoint: checkpoint)
        try await store.close()
        return proof
    }

    private func index(of entry: String, store: RecordStore, size: Int) async throws -> Int {
        if let index = Int(entry), (0..<size).contains(index) { return index }
        guard let identifier = UniqueIdentifier(entry) else {
            throw CommandFailure(.badInput, "entry: expected an index from 0 to \(size - 1), or an identifier")
        }
        var first = 0
        while first < size {
            let batch = try await store.log.entries(from: first)
            if let found = batch.first(where: { (try? AuditEntryHeader($0.leaf))?.id == identifier }) {
                return found.index
            }
            guard !batch.isEmpty else { break }
            first += batch.count
        }
        throw CommandFailure(.missingInput, "the log has no entry \(identifier)")
    }
}

/// Copies the published files of a log.
struct AuditExport {
    let source: String
    let target: String

    /// The checkpoint is read first: every tile that it needs is there by then, and later ones do no harm.
    func run(verifierKey: VerifierKey) throws -> Int {
        let files = FileManager.default
        if let existing = try? files.contentsOfDirectory(atPath: target), !existing.isEmpty {
            throw CommandFailure(.cannotWrite, "\(target): is not empty; name a new folder")
        }
        let directory = TileDirectory(path: source)
        guard let checkpoint = try directory.read(.checkpoint) else {
            throw CommandFailure(.missingInput, "nothing is published yet in \(source)")
        }
        let tiles = (files.enumerator(atPath: "\(source)/tile")?.compactMap { $0 as? String } ?? []).sorted()
        var count = 1
        for name in tiles {
            guard let file = LogFile(path: "tile/\(name)"), let bytes = try directory.read(file) else { continue }
            try FileContents.write(bytes, to: "\(target)/\(file.path)", mode: 0o644)
            count += 1
        }
        try FileContents.write(checkpoint, to: "\(target)/checkpoint", mode: 0o644)
        try FileContents.write(Array("\(verifierKey)\n".utf8), to: "\(target)/vkeys", mode: 0o644)
        return count
    }
}
