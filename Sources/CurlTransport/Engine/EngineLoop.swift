internal import CCurl

/// What the engine's thread does, from its start to its end. Nothing in here is used by any other thread.
///
/// Every request taken from the inbox is in `requests` until it is settled, and is settled by leaving it: that is why
/// no caller is resumed twice, and none is forgotten.
final class EngineLoop {
    private let inbox: EngineInbox
    private let multi: MultiHandle
    private let remove: ((EasyHandle) throws(TransportError) -> Void)?
    private let options: TransferOptions
    private var requests: [UInt: PendingRequest] = [:]
    private var transfers: [UInt: Transfer] = [:]
    private var admission: AdmissionQueue
    private var idleHandles: [EasyHandle] = []

    /// - Parameter remove: ends a transfer in place of libcurl; a test's own can fail as libcurl may.
    init(
        inbox: EngineInbox,
        multi: MultiHandle,
        configuration: TransportConfiguration,
        remove: ((EasyHandle) throws(TransportError) -> Void)? = nil
    ) {
        self.inbox = inbox
        self.multi = multi
        self.remove = remove
        options = TransferOptions(configuration: configuration)
        admission = AdmissionQueue(
            limit: configuration.maximumConnections,
            limitPerPeer: configuration.maximumConnectionsPerPeer
        )
    }

    /// Returns when a stop was requested, and every caller has been answered.
    func run() {
        var reason = TransportError.Code.shutDown
        do {
            while try runOnce() {}
        } catch {
            reason = error.code
        }
        for case .start(let pending) in inbox.close() { requests[pending.number] = pending }
        for number in Array(requests.keys) {
            let peer = requests[number]?.target.peer ?? ""
            // Whether libcurl lets go of a handle or not, everything ends here.
            try? settle(number, .failure(TransportError(reason, peer)))
        }
    }

    /// False when a stop was requested.
    func runOnce() throws(TransportError) -> Bool {
        let (commands, isStopping) = inbox.takeCommands()
        // All of them first: whoever was taken from the inbox is answered in the end, whatever becomes of the others.
        for case .start(let pending) in commands { requests[pending.number] = pending }
        for command in commands { try obey(command) }
        if isStopping { return false }
        for number in admission.removeExpired(at: .now) { try fail(number, .timedOut) }
        while let number = admission.admitNext() { try start(number) }
        try multi.perform()
        var hasEnded = false
        while let completion = try multi.nextCompletion() {
            hasEnded = true
            if let transfer = transfers[completion.number] {
                try settle(completion.number, transfer.result(completion.code))
            }
        }
        // A place that became free is given to the next in the line at once.
        if !hasEnded { try multi.wait(milliseconds: waitMilliseconds()) }
        return true
    }

    private func obey(_ command: EngineInbox.Command) throws(TransportError) {
        switch command {
        case .start(let pending):
            // A cancellation that overtook it has answered its caller already.
            guard requests[pending.number] != nil else { return }
            guard !pending.cancellation.isSet else { return try settle(pending.number, .failure(CancellationError())) }
            admission.append(pending.number, peer: pending.target.peer, deadline: pending.deadline)
        case .cancel(let number):
            try settle(number, .failure(CancellationError()))
        }
    }

    /// What is wrong with one request fails that one only.
    private func start(_ number: UInt) throws(TransportError) {
        guard let pending = requests[number] else { return }
        do {
            let handle = if let idle = idleHandles.popLast() { idle } else { try EasyHandle() }
            let transfer = Transfer(pending, on: handle)
            try options.apply(to: transfer, remainingMilliseconds: Self.milliseconds(until: pending.deadline))
            try multi.add(handle)
            transfers[number] = transfer
        } catch {
            admission.release(peer: pending.target.peer)
            try settle(number, .failure(error))
        }
    }

    private func fail(_ number: UInt, _ code: TransportError.Code) throws(TransportError) {
        guard let pending = requests[number] else { return }
        try settle(number, .failure(TransportError(code, pending.target.peer)))
    }

    /// Answers the caller, once; a number that is not known any more is nobody's.
    private func settle(_ number: UInt, _ result: Result<HTTPResponse, any Error>) throws(TransportError) {
        guard let pending = requests.removeValue(forKey: number) else { return }
        defer { inbox.settle(pending, result) }
        guard let transfer = transfers.removeValue(forKey: number) else { return admission.remove(number) }
        admission.release(peer: pending.target.peer)
        if let remove { try remove(transfer.handle) } else { try multi.remove(transfer.handle) }
        transfer.handle.reset()
        if idleHandles.count < TransportLimits.pooledHandles { idleHandles.append(transfer.handle) }
    }

    private func waitMilliseconds() -> Int {
        guard let deadline = admission.earliestDeadline else { return TransportLimits.idlePollMilliseconds }
        return min(TransportLimits.idlePollMilliseconds, Self.milliseconds(until: deadline))
    }

    /// Rounded up, so that a wait never ends just before what it waits for.
    private static func milliseconds(until instant: ContinuousClock.Instant) -> Int {
        let remaining = ContinuousClock.now.duration(to: instant)
        return max(0, Int((remaining / .milliseconds(1)).rounded(.up)))
    }
}
