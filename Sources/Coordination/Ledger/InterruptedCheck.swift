public import VerificationDomain

/// A check that its process left unfinished, with all that is stored of it.
public struct InterruptedCheck: Sendable, Hashable {
    public let requestNumber: RequestNumber
    /// With a picture digest when it was merged already; never with a report.
    public let stored: ReplayableCheck

    public init(requestNumber: RequestNumber, stored: ReplayableCheck) {
        self.requestNumber = requestNumber
        self.stored = stored
    }
}
