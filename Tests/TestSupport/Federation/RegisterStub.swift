import Synchronization
public import VerificationDomain

/// Registers that hold one vehicle of everybody, and count who asks.
///
/// With a gate, each look-up announces itself and waits until the test opens it: no test needs to guess how long
/// another task takes.
public final class RegisterStub: RegisterLookup, Sendable {
    public let offeredItems: Set<ItemCategory> = [.vehicle, .deposit]
    private let requests = Mutex<[RegisterRequest]>([])
    private let gate: Gate?

    public init(gate: Gate? = nil) { self.gate = gate }

    public var lookUps: [RegisterRequest] { requests.withLock { $0 } }

    public func lookUp(_ request: RegisterRequest, at time: Timestamp) async -> RegisterFinding {
        requests.withLock { $0.append(request) }
        await gate?.pass()
        let records = request.item == .vehicle ? [Self.vehicle(request, time)] : []
        let outcome = ItemOutcome(
            subject: request.subject.reference,
            item: request.item,
            status: records.isEmpty ? .none : .found,
            source: "test register",
            scope: .provincial,
            asOf: CalendarDate("2026-11-20")!,
            recordCount: records.count
        )
        return RegisterFinding(outcome: outcome, records: records)
    }

    private static func vehicle(_ request: RegisterRequest, _ time: Timestamp) -> VerificationRecord {
        VerificationRecord(
            subject: request.subject.reference,
            category: .vehicle,
            source: RecordSource(organisation: "test register", scope: .national),
            asOf: CalendarDate("2026-11-20")!,
            retrievedAt: time,
            owner: RecordOwner(identityText: request.subject.identity.text, nameText: request.subject.name.text),
            keys: [RecordKey(.plate, "02:苏E12345")],
            value: nil
        )
    }
}

/// Lets nobody pass until it is opened, and says when so many have arrived.
public actor Gate {
    private var isOpen = false
    private var arrived = 0
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private var watchers: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []

    public init() {}

    public func pass() async {
        arrived += 1
        let (due, later) = (watchers.filter { $0.count <= arrived }, watchers.filter { $0.count > arrived })
        watchers = later
        for watcher in due { watcher.continuation.resume() }
        guard !isOpen else { return }
        await withCheckedContinuation { waiting.append($0) }
    }

    public func arrivals(_ count: Int) async {
        guard arrived < count else { return }
        await withCheckedContinuation { watchers.append((count, $0)) }
    }

    public func open() {
        isOpen = true
        for continuation in waiting { continuation.resume() }
        waiting = []
    }
}
