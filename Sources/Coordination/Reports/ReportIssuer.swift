import ExchangeProtocol
import RecordMerging
public import VerificationDomain

/// A report with its exact bytes and the node's signature over their digest.
public struct IssuedReport: Sendable, Hashable {
    public let report: VerificationReport
    public let bytes: [UInt8]
    public let digest: Digest
    /// A JWS whose payload names the report's number and digest.
    public let signatureBytes: [UInt8]

    public init(report: VerificationReport, bytes: [UInt8], digest: Digest, signatureBytes: [UInt8]) {
        self.report = report
        self.bytes = bytes
        self.digest = digest
        self.signatureBytes = signatureBytes
    }
}

/// Composes, numbers, signs and stores a report.
struct ReportIssuer {
    let parts: CheckService.Parts
    let household: Household
    let pack: ShelvedRulePack

    func issue(
        caseIdentifier: UniqueIdentifier,
        requestNumber: RequestNumber,
        legs: [LegResult],
        regionsNotAsked: [ProvinceCode],
        findings: [LegFinding],
        picture: Picture,
        pictureDigest: Digest
    ) async throws -> IssuedReport {
        let now = parts.clock.now()
        // Dies here: the number is used up and no report has it.
        let number = try await parts.ledger.reserveReportNumber(for: caseIdentifier, at: now)
        let report = VerificationReport(
            identification: ReportIdentification(
                number: number,
                version: 1,
                caseIdentifier: caseIdentifier,
                requestNumber: requestNumber.text,
                issuer: parts.region,
                issuedAt: now,
                validUntil: now.date.adding(days: pack.pack.reportValidDays)
            ),
            application: ReportApplication(household),
            members: household.members.map(ReportMember.init),
            legs: legs.map(\.reportLeg),
            regionsNotAsked: regionsNotAsked,
            picture: picture,
            pictureDigest: pictureDigest,
            descriptions: Self.descriptions(picture, findings),
            basis: try basis(on: now.date)
        )
        let bytes = report.json.canonicalBytes
        let digest = parts.digests.digest(bytes, .sm3)
        let signature = try await ReportSignature(number: number, digest: digest).sign(with: parts.signer)
        // Dies here: the case stays merged, without a report; issuing again takes the next number.
        try await parts.ledger.record(
            IssueStep(
                caseIdentifier: caseIdentifier,
                number: number,
                version: 1,
                reportBytes: bytes,
                reportDigest: digest,
                signatureBytes: signature,
                indication: picture.indication.wording.rawValue,
                isPartial: report.isPartial,
                at: now
            )
        )
        return IssuedReport(report: report, bytes: bytes, digest: digest, signatureBytes: signature)
    }

    private func basis(on date: CalendarDate) throws -> ReportBasis {
        guard let legalBasis = LegalBasis.inForce(on: date) else { throw CoordinationError(.noLegalBasis) }
        return ReportBasis(
            legalBasis: legalBasis,
            rulePackDigest: parts.digests.digest(pack.bytes, .sm3),
            registrySerial: parts.registry.serial,
            registryDigest: parts.digests.digest(parts.registry.bytes, .sm3),
            auditOrigin: parts.auditOrigin
        )
    }

    /// For each entry, keys and details of the record that decided it, or of the first where none did; identity numbers
    /// in them are masked.
    private static func descriptions(_ picture: Picture, _ findings: [LegFinding]) -> [EntryDescription] {
        let records = Dictionary(
            RecordMerger.records(of: findings).map { ($0.reference, $0.record) },
            uniquingKeysWith: { first, _ in first }
        )
        return picture.entries.compactMap { entry in
            let use = entry.sources.first { $0.role == .kept } ?? entry.sources.first
            guard let use, let record = records[use.reference] else { return nil }
            return EntryDescription(
                entry: entry.id,
                keys: record.keys.map(\.withMaskedIdentity),
                details: record.details.masked
            )
        }
    }
}

extension RecordDetails {
    /// The same details with the spouse's identity number masked as a member's is; only stars when it is none.
    fileprivate var masked: RecordDetails {
        var pairs: [DetailName: DetailValue?] = [:]
        for name in names { pairs[name] = self[name] }
        if let number = text(.spouseIdentity) {
            let stars = String(repeating: "*", count: number.count)
            pairs[.spouseIdentity] = .text(IdentityNumber(number)?.masked ?? stars)
        }
        return RecordDetails(pairs)
    }
}
