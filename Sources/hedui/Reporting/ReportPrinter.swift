import Coordination
import RecordStore
import TransparencyLog
import VerificationDomain

/// Writes an issued report's files, counting the print in the store and in the audit log.
struct ReportPrinter {
    let store: RecordStore
    let folder: String
    let clock: any WallClock

    func write(_ issued: IssuedReport) async throws -> ReportFiles.Paths {
        let identification = issued.report.identification
        guard let number = ReportNumber(identification.number) else {
            throw CommandFailure(.internalError, "report number \(identification.number) cannot be read")
        }
        let time = clock.now()
        let digest = issued.digest
        let draft = AuditDraft(.reportExported) { entry in
            entry.caseIdentifier = AuditIdentifier(identification.caseIdentifier)
            entry.details.add("reportDigest", .digest(digest))
        }
        let count = try await store.reports.recordPrint(
            of: number,
            version: identification.version,
            at: time,
            audit: [draft]
        )
        return try ReportFiles(folder: folder).write(issued, print: ReportPrint(number: count, date: time.date))
    }
}

/// Which print of a report this is, and when.
struct ReportPrint {
    let number: Int
    let date: CalendarDate

    var note: ReportPage.Note {
        ReportPage.Note(
            chinese: "本报告于\(date.year)年\(date.month)月\(date.day)日进行了第\(number)次打印。",
            english: "Print \(number) of this report, made on \(date)."
        )
    }
}
