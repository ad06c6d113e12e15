import OpenSSLCrypto
import TransparencyLog
import VerificationDomain

/// A stored log in memory, its published files, and its key.
struct MemoryLog: LogStorage {
    let hasher = TransparencyLogTests.hasher
    let origin: KeyName
    var sealed: LogState
    var rows: [LogEntry] = []
    var subtrees: [Int: [TreeHash]] = [:]
    var files = MemoryFiles()
    private(set) var published = 0

    init(origin: String = "audit.province-t.example/log/2026") throws {
        self.origin = try keyName(origin)
        sealed = LogState(opening: self.origin, hasher: hasher)
    }

    mutating func seal(_ leaves: [LogLeaf]) throws {
        let batch = try SealedBatch(appending: leaves, to: sealed, hasher: hasher)
        rows += batch.entries
        for subtree in batch.subtrees { subtrees[subtree.level, default: []].append(subtree.hash) }
        sealed = batch.after
    }

    /// Seals so many entries of one lane.
    mutating func seal(entries count: Int, lane: Int = 0) throws {
        let first = rows.count
        try seal((0..<count).map { try Self.leaf(lane: lane, number: first + $0 + 1) })
    }

    static func leaf(lane: Int = 0, number: Int, kind: AuditKind = .queryAsked) throws -> LogLeaf {
        let time = Timestamp(milliseconds: 1_783_299_600_000 + Int64(number))
        let position = try LanePosition(node: AuditIdentifier("node-t"), lane: lane, number: number)
        let id = UniqueIdentifier(at: time, random: SeededRandom(seed: "\(lane) \(number)"))
        return try AuditEntry(id: id, time: time, position: position, kind: kind).leaf()
    }

    func state() throws -> LogState { sealed }

    func entries(_ indexes: Range<Int>) throws -> [LogEntry] {
        guard indexes.upperBound <= rows.count else { throw LogError(.sizeOutOfRange, "rows") }
        return Array(rows[indexes])
    }

    func hashes(level: Int, _ indexes: Range<Int>) throws -> [TreeHash] {
        let all = level == 0 ? rows.map(\.leafHash) : subtrees[level, default: []]
        guard indexes.upperBound <= all.count else { throw LogError(.sizeOutOfRange, "subtrees") }
        return Array(all[indexes])
    }

    func signer() throws -> NoteSigner {
        try NoteSigner(name: origin, signer: SpikeLog.signer(seed: "key of \(origin)"), digests: digests)
    }

    /// Writes the tiles that are missing, and a signed checkpoint.
    mutating func publish() async throws {
        for file in try TilePublisher(hasher: hasher).files(from: published, storage: self) {
            files.content[file.file] = file.bytes
        }
        published = sealed.size
        files.content[.checkpoint] = try await signer().note(try sealed.checkpoint().body).bytes
    }

    func verify(since older: Checkpoint? = nil) throws -> VerificationResult {
        let keys = [try signer().verifierKey]
        return try LogVerifier(keys: keys, digests: digests, verifier: signatureVerifier).verify(files, since: older)
    }

    func audit() throws -> [Finding] {
        let note = files.content[.checkpoint] ?? []
        let checkpoint = try VerifiedCheckpoint(note: note, keys: [signer().verifierKey], verifier: signatureVerifier)
        var audit = LogAudit(checkpoint: checkpoint, reader: files, hasher: hasher)
        for row in rows { try audit.examine(row) }
        return try audit.finish()
    }
}

/// Published files in memory.
struct MemoryFiles: TileReader {
    var content: [LogFile: [UInt8]] = [:]

    func read(_ file: LogFile) throws -> [UInt8]? { content[file] }
}

func keyName(_ text: String) throws -> KeyName {
    guard let name = KeyName(text) else { throw LogError(.keyMalformed, "name of a test key") }
    return name
}

func tilePath(_ text: String) throws -> TilePath {
    guard let path = TilePath(text) else { throw LogError(.tileMalformed, "path of a test") }
    return path
}
