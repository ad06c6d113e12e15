import Coordination
import ExchangeProtocol
import OpenSSLCrypto
import RecordMerging
import TestSupport
import VerificationDomain

@testable import hedui

/// Merges scripted answers into a report as the coordinator does, signed with the test key of Shanghai.
struct ReportBench {
    /// One region's part of the script.
    struct Part {
        let region: ProvinceCode
        /// Of every register of the region.
        var asOf: String = "2026-11-10"
        var records: [VerificationRecord] = []
        /// What is stated for an item of anybody instead of "none".
        var stated: [ItemCategory: OutcomeStatus] = [:]
        /// How the leg ended; `nil` for a region that was not asked at all.
        var state: LegState? = .accepted
        var statement: OutcomeStatus?
        var violation: String?
    }

    let household: Household
    let parts: [Part]
    /// Regions that nothing ties the household to.
    var untied: [ProvinceCode] = []

    static let repliedAt = TestFederation.now.adding(seconds: -60)
    private static let issuedAt = TestFederation.now

    func issued() async throws -> IssuedReport { try await Self.sign(try report()) }

    func page(print: ReportPrint? = nil) async throws -> ReportPage {
        try ReportPageBuilder(try await issued()).page(print: print)
    }

    func html() async throws -> String { try ReportHTML().render(try await page()) }

    static func sign(_ report: VerificationReport) async throws -> IssuedReport {
        let bytes = report.json.canonicalBytes
        let digest = TestFederation.digests.digest(bytes, .sm3)
        let statement = ReportSignature(number: report.identification.number, digest: digest)
        let signature = try await statement.sign(with: try TestFederation.signer(.shanghai))
        return IssuedReport(report: report, bytes: bytes, digest: digest, signatureBytes: signature)
    }

    func report() throws -> VerificationReport {
        let pack = try TestRulePacks().pack(for: household)
        let findings = parts.map(finding)
        let picture = RecordMerger.merge(MergeInput(household: household, legs: findings, rulePack: pack.pack))
        return VerificationReport(
            identification: ReportIdentification(
                number: "HD310000202611240001",
                version: 1,
                caseIdentifier: Self.identifier(1),
                requestNumber: "310101000000202611240001",
                issuer: .shanghai,
                issuedAt: Self.issuedAt,
                validUntil: Self.issuedAt.date.adding(days: pack.pack.reportValidDays)
            ),
            application: ReportApplication(household),
            members: household.members.map(ReportMember.init),
            legs: parts.enumerated().compactMap { leg($0.element, $0.offset) },
            regionsNotAsked: untied,
            picture: picture,
            pictureDigest: TestFederation.digests.digest(picture.canonicalBytes, .sm3),
            descriptions: Self.descriptions(picture, findings),
            basis: ReportBasis(
                legalBasis: LegalBasis.inForce(on: Self.issuedAt.date)!,
                rulePackDigest: TestFederation.digests.digest(pack.bytes, .sm3),
                registrySerial: 3,
                registryDigest: TestFederation.digests.digest([3], .sm3),
                auditOrigin: "audit.310000.example/log/2026"
            )
        )
    }

    private static func identifier(_ number: Int) -> UniqueIdentifier {
        UniqueIdentifier(at: issuedAt, random: CountedRandom("report bench \(number)"))
    }

    private func finding(_ part: Part) -> LegFinding {
        let outcomes = household.members.flatMap { member in
            household.items.map { item in
                let count = part.records.count { $0.subject == member.reference && $0.category == item }
                let status = part.statement ?? part.stated[item] ?? (count > 0 ? .found : .none)
                let isAnswer = status == .found || status == .none || status == .thresholdOnly
                return ItemOutcome(
                    subject: member.reference,
                    item: item,
                    status: status,
                    asOf: isAnswer ? CalendarDate(part.asOf)! : nil,
                    recordCount: count
                )
            }
        }
        return LegFinding(region: part.region, outcomes: outcomes, records: part.records)
    }

    private func leg(_ part: Part, _ position: Int) -> ReportLeg? {
        guard let state = part.state else { return nil }
        let hasReply = state == .accepted || state == .quarantined
        return ReportLeg(
            region: part.region,
            state: state,
            statement: state == .accepted ? nil : part.statement,
            violation: part.violation,
            queryIdentifier: Self.identifier(position + 2),
            queryDigest: TestFederation.digests.digest([UInt8(position)], .sm3),
            replyDigest: hasReply ? TestFederation.digests.digest([UInt8(position)], .sha256) : nil,
            repliedAt: hasReply ? Self.repliedAt : nil
        )
    }

    private static func descriptions(_ picture: Picture, _ findings: [LegFinding]) -> [EntryDescription] {
        let records = Dictionary(
            RecordMerger.records(of: findings).map { ($0.reference, $0.record) },
            uniquingKeysWith: { first, _ in first }
        )
        return picture.entries.compactMap { entry in
            let use = entry.sources.first { $0.role == .kept } ?? entry.sources.first
            return use.flatMap { records[$0.reference] }.map {
                EntryDescription(entry: entry.id, keys: $0.keys, details: $0.details)
            }
        }
    }
}

/// Reads a page as a person does: a section by its beginning, a cell by its heading.
struct PageReader {
    let page: ReportPage

    func section(_ beginning: String) throws -> ReportPage.Section {
        guard let section = page.sections.first(where: { $0.title.hasPrefix(beginning) }) else {
            throw CommandFailure(.internalError, "the page has no section \(beginning)")
        }
        return section
    }

    /// The rows as heading → text with its small print.
    func rows(_ beginning: String) throws -> [[String: String]] {
        let section = try section(beginning)
        return section.rows.map { row in
            Dictionary(
                zip(section.columns.map(\.heading), row.cells.map(\.line)),
                uniquingKeysWith: { first, _ in first }
            )
        }
    }

    func row(_ beginning: String, _ heading: String, _ text: String) throws -> [String: String] {
        guard let row = try rows(beginning).first(where: { $0[heading]?.contains(text) == true }) else {
            throw CommandFailure(.internalError, "section \(beginning) has no row with \(text) as \(heading)")
        }
        return row
    }

    func fact(_ label: String) -> String? { page.facts.first { $0.label == label }?.value }
}
