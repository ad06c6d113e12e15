import Testing
import VerificationDomain

@Suite("An outcome is a code with the one kind of reason that goes with it")
struct OutcomeStatusTests {
    static let plain: [(String, OutcomeStatus)] = [
        ("found", .found), ("none", .none), ("identityMismatch", .identityMismatch), ("restricted", .restricted),
        ("thresholdOnly", .thresholdOnly),
    ]

    static let reasoned: [(String, String, OutcomeStatus)] =
        OutcomeStatus.NotQueriedReason.allCases.map { ("notQueried", $0.rawValue, .notQueried($0)) }
        + OutcomeStatus.UnavailableReason.allCases.map { ("unavailable", $0.rawValue, .unavailable($0)) }
        + RefusalCode.allCases.map { ("refused", $0.rawValue, .refused($0)) }

    @Test("five codes stand alone", arguments: plain)
    func alone(code: String, status: OutcomeStatus) {
        #expect(OutcomeStatus(code: code, reason: nil) == status)
        #expect(status.code == code)
        #expect(status.reason == nil)
        #expect(OutcomeStatus(code: code, reason: "") == nil)
        for (_, reason, _) in Self.reasoned { #expect(OutcomeStatus(code: code, reason: reason) == nil) }
    }

    @Test("three codes need a reason, each from its own list", arguments: reasoned)
    func withReason(code: String, reason: String, status: OutcomeStatus) {
        #expect(OutcomeStatus(code: code, reason: reason) == status)
        #expect(status.code == code)
        #expect(status.reason == reason)
        #expect(OutcomeStatus(code: code, reason: nil) == nil)
        #expect(OutcomeStatus(code: code, reason: reason + " ") == nil)
    }

    @Test("a reason of another code's list is refused")
    func foreignReasons() {
        for code in ["notQueried", "unavailable", "refused"] {
            for (owner, reason, _) in Self.reasoned where owner != code {
                #expect(OutcomeStatus(code: code, reason: reason) == nil, "\(code) \(reason)")
            }
        }
    }

    @Test("codes that nobody knows are refused", arguments: ["", "Found", "FOUND", "ok", "notqueried", "none "])
    func unknown(code: String) {
        #expect(OutcomeStatus(code: code, reason: nil) == nil)
    }

    @Test("the lists are those of the exchange")
    func lists() {
        #expect(OutcomeStatus.NotQueriedReason.allCases.map(\.rawValue) == ["noConsent", "notOffered", "outOfScope"])
        #expect(
            OutcomeStatus.UnavailableReason.allCases.map(\.rawValue)
                == ["sourceDown", "timedOut", "unreachable", "quarantined"]
        )
    }

    @Test("only found and none say what a register holds, and what the asking side states is no answer")
    func conclusions() {
        let all = Self.plain.map(\.1) + Self.reasoned.map(\.2)
        #expect(all.filter(\.isConclusive) == [.found, .none])
        let unanswerable = all.filter { !$0.mayBeAnswered }
        #expect(unanswerable.contains(.unavailable(.unreachable)) && unanswerable.contains(.unavailable(.quarantined)))
        #expect(unanswerable.count == 2 + RefusalCode.allCases.count)
    }
}
