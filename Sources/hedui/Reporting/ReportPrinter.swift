import Coordination
import OpenSSLCrypto
import RecordStore
import TransparencyLog
import VerificationDomain

/// Writes an issued report's files, counting the print in the store and in the audit log.
///
/// What cannot be written is never counted: the files are complete under temporary names first, then the print is
/// recorded, then they get their names.
struct ReportPrinter {
    let store: RecordStore
    let folder: String
    let clock: any WallClock
    /// Names the files that are not published yet.
    var random: any RandomSource = SystemRandom()

    func write(_ issued: IssuedReport) async throws -> ReportFiles.Paths {
        let identification = issued.report.identification
        guard let number = ReportNumber(identification.number) else {
            throw CommandFailure(.internalError, "report number \(identification.number) cannot be read")
        }
        let files = ReportFiles(folder: folder)
        let time = clock.now()
        let expected = try await store.reports.printCount(of: number, version: identification.version) + 1
        let token = Hexadecimal.encode(random.bytes(8))
        var staged = try files.stage(issued, print: ReportPrint(number: expected, date: time.date), token: token)
        // Dies here: nothing was printed; what lies under the temporary names is never read again.
        let counted: Int
        do {
            counted = try await record(number, issued, at: time)
        } catch {
            staged.discard()
            throw error
        }
        // Dies here: the print counts, and an earlier print's files are still the ones under the report's names. A
        // print
        // that nobody saw may be counted; one that somebody can see is never left out. The next print is a new one.
        if counted != expected {
            // Another process printed in between: the page must say which print it really is.
            staged = try files.stage(issued, print: ReportPrint(number: counted, date: time.date), token: token)
        }
        return try staged.publish()
    }

    private func record(_ number: ReportNumber, _ issued: IssuedReport, at time: Timestamp) async throws -> Int {
        let identification = issued.report.identification
        // Case and version name the report; its digest would confirm a guess of what it says.
        let draft = AuditDraft(.reportExported) { entry in
            entry.caseIdentifier = AuditIdentifier(identification.caseIdentifier)
            entry.details.add("version", .integer(Int64(identification.version)))
        }
        return try await store.reports.recordPrint(
            of: number,
            version: identification.version,
            at: time,
            audit: [draft]
        )
    }
}

/// Which print of a report this is, and when.
struct ReportPrint {
    let number: Int
    let date: CalendarDate

    var note: ReportPage.Note {
        ReportPage.Note(
            chinese: "本报告于\(ReportWords.day(date))进行了第\(number)次打印。",
            english: "Print \(number) of this report, made on \(date)."
        )
    }
}
