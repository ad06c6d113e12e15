import Coordination
import Foundation
import OpenSSLCrypto
import VerificationDomain

/// Writes a report as its three files: `report.json`, its signature, and the page to print.
struct ReportFiles {
    static let jsonName = "report.json"
    static let signatureName = "report.json.jws"
    static let pageName = "report.html"

    let folder: String

    struct Paths {
        let json: String
        let signature: String
        let html: String
    }

    /// Puts the three files beside their names, each complete; nobody takes them for the report yet.
    ///
    /// - Throws: `CommandFailure.cannotWrite`, and nothing of this print is left.
    func stage(_ issued: IssuedReport, print: ReportPrint, token: String) throws -> StagedReport {
        let page = try ReportHTML().render(try ReportPageBuilder(issued).page(print: print))
        let staged = StagedReport(folder: "\(folder)/\(issued.report.identification.number)", token: token)
        do {
            try FileContents.write(issued.bytes, to: staged.temporary(Self.jsonName))
            try FileContents.write(issued.signatureBytes, to: staged.temporary(Self.signatureName))
            try FileContents.write(Array(page.utf8), to: staged.temporary(Self.pageName))
        } catch {
            staged.discard()
            throw error
        }
        return staged
    }
}

/// One print's files under temporary names of its own: two prints at the same time never mix.
struct StagedReport {
    let folder: String
    let token: String

    private static let names = [ReportFiles.jsonName, ReportFiles.signatureName, ReportFiles.pageName]

    func temporary(_ name: String) -> String { "\(folder)/.\(name).\(token)" }

    /// Gives the files their names. The page comes last: where it is, its data and signature are too.
    func publish() throws -> ReportFiles.Paths {
        for name in Self.names {
            let path = "\(folder)/\(name)"
            guard rename(temporary(name), path) == 0 else {
                discard()
                throw FileContents.notWritten(path)
            }
        }
        return ReportFiles.Paths(
            json: "\(folder)/\(ReportFiles.jsonName)",
            signature: "\(folder)/\(ReportFiles.signatureName)",
            html: "\(folder)/\(ReportFiles.pageName)"
        )
    }

    func discard() {
        for name in Self.names { try? FileManager.default.removeItem(atPath: temporary(name)) }
    }
}

/// Shows a report on the terminal and says where its files are.
enum ReportPrinting {
    static func show(_ issued: IssuedReport, files: ReportFiles.Paths) throws {
        let page = try ReportPageBuilder(issued).page()
        for line in ReportTerminal(page: page).lines { Console.standard.line(line) }
        Console.standard.line("")
        Console.standard.line("报告 report.html   \(files.html)")
        Console.standard.line("数据 report.json   \(files.json)")
        Console.standard.line("签名 signature     \(files.signature)")
        Console.standard.line("编号 case          \(issued.report.identification.caseIdentifier)")
    }
}

/// Reads report bytes back.
enum ReportReading {
    static func issued(_ bytes: [UInt8], signature: [UInt8]) throws -> IssuedReport {
        let report = try VerificationReport(
            json: JSONCursor(try JSONParser.parse(bytes, limits: ReportVerification.limits))
        )
        let digest = OpenSSLDigests().digest(bytes, .sm3)
        return IssuedReport(report: report, bytes: bytes, digest: digest, signatureBytes: signature)
    }
}
