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
        /// What a whole log may have too: lanes without a stop.
        let notes: [Finding]

        var holds: Bool { checkpoint != nil && findings.isEmpty }

        var json: JSONValue {
            .object([
                "holds": .bool(holds), "origin": checkpoint.map { .string($0.origin.description) },
                "size": checkpoint.map { .integer(Int64($0.size)) },
                "root": checkpoint.map { .string($0.root.base64) },
                "findings": .array(findings.map(Self.json)), "notes": .array(notes.map(Self.json)),
            ])
        }

        private static func json(_ finding: Finding) -> JSONValue {
            .object([
                "code": .string(finding.code.rawValue), "entry": finding.entry.map { .integer(Int64($0)) },
                "file": finding.file.map { .string($0.path) }, "text": .string(finding.text),
            ])
        }
    }

    /// The published files alone.
    func folder(_ path: String) throws -> Outcome {
        let result = try published(TileDirectory(path: path))
        return Outcome(checkpoint: result.checkpoint?.checkpoint, findings: result.findings, notes: result.notes)
    }

    /// The published files, and every row of the database against them.
    func node(_ configuration: NodeConfiguration) async throws -> Outcome {
        let tiles = TileDirectory(path: configuration.log.folder)
        let result = try published(tiles)
        guard let checkpoint = result.checkpoint else {
            return Outcome(checkpoint: nil, findings: result.findings, notes: [])
        }
        let store = try await RecordStore.openReadOnly(try NodeStore.configuration(configuration))
        let rows = try await store.log.compare(with: checkpoint, tiles: tiles)
        try await store.close()
        return Outcome(checkpoint: checkpoint.checkpoint, findings: result.findings + rows, notes: result.notes)
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
