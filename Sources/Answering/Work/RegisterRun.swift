import Synchronization
import VerificationDomain

/// Asks the registers for the pairs of one query, one after another, for a limited time.
struct RegisterRun: Sendable {
    let registers: any RegisterLookup
    let alarm: Alarm

    /// A finding for each request in order: what was not told in time is `unavailable(timedOut)`.
    func findings(
        _ requests: [RegisterRequest],
        at now: Timestamp,
        milliseconds: Int64
    ) async -> [RegisterFinding] {
        let told = ToldFindings()
        _ = await alarm.result(within: milliseconds) { [registers] in
            for request in requests {
                let finding = await registers.lookUp(request, at: now)
                guard !Task.isCancelled, told.append(finding) else { return }
            }
        }
        let findings = told.close()
        return findings + requests.dropFirst(findings.count).map(Self.timedOut)
    }

    private static func timedOut(_ request: RegisterRequest) -> RegisterFinding {
        let outcome = ItemOutcome(
            subject: request.subject.reference,
            item: request.item,
            status: .unavailable(.timedOut)
        )
        return RegisterFinding(outcome: outcome, records: [])
    }

    /// Findings up to the moment at which the answer is put together.
    private final class ToldFindings: Sendable {
        private let state = Mutex<(findings: [RegisterFinding], isClosed: Bool)>(([], false))

        /// `false` when it comes too late.
        func append(_ finding: RegisterFinding) -> Bool {
            state.withLock { state in
                guard !state.isClosed else { return false }
                state.findings.append(finding)
                return true
            }
        }

        func close() -> [RegisterFinding] {
            state.withLock { state in
                state.isClosed = true
                return state.findings
            }
        }
    }
}
