import Answering
import Synchronization
import VerificationDomain

/// Alarms that ring when the test says so.
final class TestAlarms: Sendable {
    private struct State {
        var milliseconds: [Int64] = []
        var waiting: [Int: @Sendable () -> Void] = [:]
    }

    private let state = Mutex(State())

    var alarm: Alarm {
        Alarm { [self] milliseconds, ring in
            let number = state.withLock { state in
                state.milliseconds.append(milliseconds)
                state.waiting[state.milliseconds.count] = ring
                return state.milliseconds.count
            }
            return { [self] in state.withLock { $0.waiting[number] = nil } }
        }
    }

    /// What every alarm so far was set to.
    var milliseconds: [Int64] { state.withLock { $0.milliseconds } }
    /// How many could still ring.
    var waitingCount: Int { state.withLock { $0.waiting.count } }

    /// Rings all that wait.
    func ring() {
        let waiting = state.withLock { state in
            defer { state.waiting = [:] }
            return state.waiting.values.map { $0 }
        }
        for ring in waiting { ring() }
    }
}

/// Counts what it is asked to sign, and can be told to fail.
final class CountingSigner: Signer {
    struct Failure: Error {}

    private let signer: any Signer
    private let number = Mutex(0)
    private let isFailing = Mutex(false)

    init(_ signer: any Signer) { self.signer = signer }

    var count: Int { number.withLock { $0 } }

    func fail(_ isFailing: Bool) { self.isFailing.withLock { $0 = isFailing } }

    var keyIdentifier: KeyIdentifier { signer.keyIdentifier }
    var publicKey: PublicKey { signer.publicKey }

    func sign(_ bytes: [UInt8]) async throws -> Signature {
        number.withLock { $0 += 1 }
        if isFailing.withLock({ $0 }) { throw Failure() }
        return try await signer.sign(bytes)
    }
}
