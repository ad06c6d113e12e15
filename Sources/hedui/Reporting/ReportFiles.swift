import Coordination
import Foundation
import OpenSSLCrypto
import VerificationDomain

/// Writes a report as its three files: `report.json`, its signature, and the page to print.
struct ReportFiles {
    let folder: String

    struct Paths {
        let json: String
        let signature: String
        let html: String
    }

    func write(_ issued: IssuedReport, print: ReportPrint) throws -> Paths {
        let base = "\(folder)/\(issued.report.identification.number)"
        let paths = Paths(
            json: "\(base)/report.json",
            signature: "\(base)/report.json.jws",
            html: "\(base)/report.html"
        )
        let page = ReportPageBuilder(report: issued.report, digest: issued.digest).page(print: print)
        try FileContents.write(issued.bytes, to: paths.json)
        try FileContents.write(issued.signatureBytes, to: paths.signature)
        try FileContents.write(Array(try ReportHTML().render(page).utf8), to: paths.html)
        return paths
    }
}

/// Shows a report on the terminal and says where its files are.
enum ReportPrinting {
    static func show(_ issued: IssuedReport, files: ReportFiles.Paths) throws {
        let page = ReportPageBuilder(report: issued.report, digest: issued.digest).page()
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
