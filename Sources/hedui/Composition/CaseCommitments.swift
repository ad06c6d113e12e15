import OpenSSLCrypto
import RecordStore
import TransparencyLog
import VerificationDomain

/// What the audit rows of a case hold in place of digests: by these texts the rows are found in the log.
struct CaseCommitments {
    let store: RecordStore

    /// One member for the newest picture and one for the newest report; what has no commitment is left out.
    func json(of identifier: UniqueIdentifier) async throws -> JSONValue {
        let picture = try await store.pictures.latest(of: identifier)?.version
        let report = try await store.reports.latest(of: identifier)?.version
        return .object([
            CommittedField.picture.rawValue: try await text(.picture, picture, identifier).map { .string($0) },
            CommittedField.report.rawValue: try await text(.report, report, identifier).map { .string($0) },
        ])
    }

    private func text(
        _ field: CommittedField,
        _ version: Int?,
        _ identifier: UniqueIdentifier
    ) async throws -> String? {
        guard let version else { return nil }
        return try await store.cases.opening(field, version: version, of: identifier)?
            .commitment(OpenSSLDigests()).text
    }
}
