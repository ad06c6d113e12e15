import RecordStore
import TransparencyLog
import VerificationDomain

/// Invented persons and cases.
enum Examples {
    static let names = ["欧阳测试", "司徒样例"]

    /// Two numbers with the prefix of nobody.
    static func identities() -> [IdentityNumber] {
        ["31999919800101", "32999919750615"].compactMap { beginning in
            (0..<10).lazy.compactMap { IdentityNumber("\(beginning)123\($0)") }.first
                ?? IdentityNumber("\(beginning)123X")
        }
    }

    static func household() -> [UInt8] {
        let members = zip(names, identities()).map { "{\"idNumber\":\"\($1.text)\",\"name\":\"\($0)\"}" }
        return Array("{\"members\":[\(members.joined(separator: ","))]}".utf8)
    }

    static func newCase(
        _ fixture: StoreFixture,
        at time: Timestamp? = nil,
        legs: [ProvinceCode] = [.jiangsu, .zhejiang],
        drivenUntil: Timestamp? = nil,
        submissionKey: SubmissionKey? = nil
    ) throws -> NewCase {
        let time = time ?? fixture.clock.now()
        return NewCase(
            identifier: fixture.newIdentifier(),
            household: household(),
            subjects: identities(),
            programme: .dibao,
            decidingRegion: try RegionCode(parsing: "310101"),
            office: try AdministrativeCode(parsing: "310101000000"),
            submittedAt: time,
            legs: legs.map { NewLeg(queryIdentifier: fixture.newIdentifier(), region: $0, startedAt: time) },
            sharedEvidence: [SharedEvidence(kind: .rulePack, bytes: Array("{\"rules\":[]}".utf8))],
            drivenUntil: drivenUntil,
            submissionKey: submissionKey
        )
    }

    static let created: @Sendable (RequestNumber) -> [AuditDraft] = { _ in [AuditDraft(.caseCreated)] }

    static func asked(_ identifier: UniqueIdentifier) -> AuditDraft {
        AuditDraft(.queryAsked) { $0.caseIdentifier = AuditIdentifier(identifier) }
    }

    /// Stores a picture with the row of its merge.
    static func storePicture(
        _ text: String = "picture",
        of identifier: UniqueIdentifier,
        from: StoredCaseState = .draft,
        _ store: RecordStore,
        _ fixture: StoreFixture
    ) async throws -> Int {
        try await store.pictures.store(
            Array(text.utf8),
            of: identifier,
            movingCaseFrom: from,
            to: .merged,
            at: fixture.clock.now(),
            committing: Array("digest of \(text)".utf8)
        ) { _, opening in
            [AuditDraft(.matchDecided) { $0.commitments = [opening.commitment(fixture.digests)] }]
        }
    }

    static let issued: @Sendable (AuditOpening) -> [AuditDraft] = { _ in [AuditDraft(.resultIssued)] }

    static func evidence(_ kind: EvidenceKind, _ text: String, _ fixture: StoreFixture) -> EvidenceDraft {
        EvidenceDraft(kind: kind, bytes: Array(text.utf8), receivedAt: fixture.clock.now())
    }

    static func reply(_ text: String, expiresAt: Timestamp) -> StoredReply {
        StoredReply(
            status: 200,
            contentType: "application/hedui-answer+sd-jwt",
            body: Array(text.utf8),
            expiresAt: expiresAt
        )
    }
}
