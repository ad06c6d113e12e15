import Synchronization
internal import TransparencyLog
internal import VerificationDomain

/// Writes audit rows inside the transaction that they report, numbered without a gap.
///
/// One store that is open for writing is one lane: its transactions run one after another, so the counter lives in
/// memory, moves on with each commit, and goes back with each roll-back. Rows that were numbered and lost would
/// show as a gap.
final class AuditOutbox: CommitObserver {
    private struct Numbers {
        /// The last number that is durable.
        var committed = 0
        /// The last number that is taken in the running transaction.
        var taken = 0
        /// `taken` when the running request began.
        var takenBefore = 0
    }

    /// This start of the node.
    let node: AuditIdentifier
    private static let lane = 0
    /// Whose log this is; every row that names nobody else carries it.
    private let organisation: AuditIdentifier?
    private let random: any RandomSource
    private let clock: any WallClock
    private let numbers = Mutex(Numbers())

    init(
        nodeName: String,
        organisation: ProvinceCode?,
        random: any RandomSource,
        clock: any WallClock
    ) throws {
        self.organisation = organisation.map { AuditIdentifier($0) }
        node = try Self.start(of: nodeName, random, clock)
        self.random = random
        self.clock = clock
    }

    /// The last number of this lane that is on the disk.
    var lastNumber: Int { numbers.withLock { $0.committed } }

    /// Adds one row for each draft. Throws what the entry refuses, which fails the whole transaction: what cannot be
    /// logged does not happen.
    @discardableResult
    func append(_ drafts: [AuditDraft], _ connection: any SQLConnection) throws -> [UniqueIdentifier] {
        try drafts.map { draft in
            let time = clock.now()
            let number = numbers.withLock { numbers in
                numbers.taken += 1
                return numbers.taken
            }
            let position = try LanePosition(node: node, lane: Self.lane, number: number)
            var entry = AuditEntry(
                id: UniqueIdentifier(at: time, random: random),
                time: time,
                position: position,
                kind: draft.kind
            )
            entry.organisation = organisation
            draft.fill(&entry)
            try connection.execute(
                "INSERT INTO audit_outbox (node, lane, nseq, leaf) VALUES (?, ?, ?, ?)",
                [.text(node), .integer(Self.lane), .integer(number), .bytes(try entry.leaf().bytes)]
            )
            return entry.id
        }
    }

    func requestBegan() { numbers.withLock { $0.takenBefore = $0.taken } }
    func requestTakenBack() { numbers.withLock { $0.taken = $0.takenBefore } }
    func batchCommitted() { numbers.withLock { $0.committed = $0.taken } }
    func batchTakenBack() { numbers.withLock { $0.taken = $0.committed } }

    /// The node's name with a fresh identifier, so that no two starts count the same lane.
    ///
    /// One identifier in some thousands holds eleven digits in a row and looks like a telephone number: try the next.
    private static func start(
        of name: String,
        _ random: any RandomSource,
        _ clock: any WallClock
    ) throws -> AuditIdentifier {
        for _ in 0..<16 {
            let identifier = UniqueIdentifier(at: clock.now(), random: random)
            if let node = try? AuditIdentifier("\(name):\(identifier)") { return node }
        }
        return try AuditIdentifier(name)
    }
}
