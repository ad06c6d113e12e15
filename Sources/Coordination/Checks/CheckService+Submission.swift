public import RecordStore
public import VerificationDomain

/// What came of a submission.
public enum SubmittedCheck: Sendable, Hashable {
    /// It made a case, and this is its report.
    case issued(IssuedReport)
    /// An earlier submission of the same bytes made this case.
    case known(UniqueIdentifier)
}

extension CheckService {
    /// Makes a check once for each key, however often and from however many processes it is submitted.
    ///
    /// Throws `CoordinationError.submissionDiffers` when the key made a case of other bytes, and what `run` throws.
    public func submit(
        _ household: Household,
        submitted bytes: [UInt8],
        under key: SubmissionKey,
        onProgress: @escaping @Sendable (CheckProgress) -> Void = { _ in }
    ) async throws -> SubmittedCheck {
        if let known = try await known(key, bytes) { return .known(known) }
        do {
            return .issued(try await run(household, submitted: bytes, under: key, onProgress: onProgress))
        } catch let error as StoreError where error.code == .alreadyExists {
            // Another process was faster, between our look and our opening.
            guard let known = try await known(key, bytes) else { throw error }
            return .known(known)
        }
    }

    private func known(_ key: SubmissionKey, _ bytes: [UInt8]) async throws -> UniqueIdentifier? {
        switch try await parts.ledger.state(of: key, submitted: bytes) {
        case .unused: return nil
        case .made(let identifier): return identifier
        case .usedOtherwise: throw CoordinationError(.submissionDiffers)
        }
    }
}
