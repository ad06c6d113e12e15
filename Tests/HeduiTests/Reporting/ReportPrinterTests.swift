import Coordination
import Foundation
import OpenSSLCrypto
import RecordStore
import TestSupport
import Testing
import VerificationDomain

@testable import hedui

@Suite("A print is counted when its files are there, and not when they are not")
struct ReportPrinterTests {
    private static let files: Set<String> = ["report.json", "report.json.jws", "report.html"]

    @Test("three files are written, the page says which print it is, and the log has a row for each print")
    func prints() async throws {
        let bench = try await PrintingBench()
        let issued = try await ReportScripts.full().issued()
        let before = try await bench.auditRows()
        for number in 1...2 {
            let paths = try await bench.printer().write(issued)
            #expect(try bench.text(paths.html).contains("本报告于2026年11月24日进行了第\(number)次打印。"))
            #expect(FileManager.default.contents(atPath: paths.json).map([UInt8].init) == issued.bytes)
            #expect(FileManager.default.contents(atPath: paths.signature).map([UInt8].init) == issued.signatureBytes)
            #expect(try await bench.prints() == number)
            #expect(try await bench.auditRows() == before + number)
            #expect(try bench.names() == Self.files)
        }
    }

    @Test("the written files can be read by their owner only")
    func modes() async throws {
        let bench = try await PrintingBench()
        let paths = try await bench.printer().write(try await ReportScripts.full().issued())
        for path in [paths.json, paths.signature, paths.html] {
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
        }
    }

    @Test("a folder that cannot be written is one clear error, and no print is counted or logged")
    func unwritableFolder() async throws {
        let bench = try await PrintingBench()
        let issued = try await ReportScripts.full().issued()
        let before = try await bench.auditRows()
        let file = "\(bench.root)/file"
        try Data("not a folder".utf8).write(to: URL(filePath: file))
        let failure = await #expect(throws: CommandFailure.self) {
            try await bench.printer(folder: "\(file)/reports").write(issued)
        }
        #expect(failure?.status == .cannotWrite)
        #expect(failure?.description.contains("cannot be written") == true)
        #expect(try await bench.prints() == 0)
        #expect(try await bench.auditRows() == before)
        // The first print that can be written is the first print.
        let paths = try await bench.printer().write(issued)
        #expect(try bench.text(paths.html).contains("第1次打印"))
    }

    @Test("a print that the store does not take leaves the earlier files as they were, and nothing beside them")
    func storeRefuses() async throws {
        let bench = try await PrintingBench()
        let issued = try await ReportScripts.full().issued()
        let paths = try await bench.printer().write(issued)
        let page = try bench.text(paths.html)
        try await bench.store.close()
        await #expect(throws: (any Error).self) { try await bench.printer().write(issued) }
        #expect(try bench.text(paths.html) == page)
        #expect(try bench.names() == Self.files)
    }

    @Test("prints at the same time have numbers of their own, and the page is one of them")
    func concurrent() async throws {
        let bench = try await PrintingBench()
        let issued = try await ReportScripts.full().issued()
        let printer = bench.printer()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 { group.addTask { _ = try await printer.write(issued) } }
            try await group.waitForAll()
        }
        #expect(try await bench.prints() == 8)
        #expect(try bench.names() == Self.files)
        let html = try bench.text("\(bench.reportFolder)/\(PrintingBench.number)/report.html")
        #expect((1...8).contains { html.contains("进行了第\($0)次打印") })
    }

    @Test("when another print comes in between, the page says which print it became and not which was expected")
    func overtaken() async throws {
        let bench = try await PrintingBench()
        let issued = try await ReportScripts.full().issued()
        // Each in a folder of its own, so that every page can be read.
        let pages = try await withThrowingTaskGroup(of: String.self) { group in
            for position in 0..<8 {
                let printer = bench.printer(folder: "\(bench.root)/reports-\(position)")
                group.addTask { try await printer.write(issued).html }
            }
            return try await group.reduce(into: [String]()) { $0.append($1) }
        }
        let numbers = try pages.map { page in
            try #require(bench.text(page).firstMatch(of: /进行了第(\d+)次打印/).flatMap { Int($0.output.1) })
        }
        #expect(numbers.sorted() == Array(1...8))
    }

    @Test("of a print whose files could be written in part only, nothing is left")
    func halfWritten() async throws {
        let bench = try await PrintingBench()
        let issued = try await ReportScripts.full().issued()
        // No file takes the name of a folder: data and signature are written, the page is not.
        try FileManager.default.createDirectory(
            atPath: "\(bench.reportFolder)/\(PrintingBench.number)/.report.html.00",
            withIntermediateDirectories: true
        )
        let print = ReportPrint(number: 1, date: CalendarDate("2026-11-24")!)
        let failure = #expect(throws: CommandFailure.self) {
            try ReportFiles(folder: bench.reportFolder).stage(issued, print: print, token: "00")
        }
        #expect(failure?.status == .cannotWrite)
        #expect(try bench.names() == [])
    }

    @Test("a report whose number cannot be read is not printed")
    func strangeNumber() async throws {
        let bench = try await PrintingBench()
        let report = try ReportScripts.full().report()
        let json = report.json.replacing("number", by: "../../elsewhere")
        let issued = try await ReportBench.sign(try VerificationReport(json: JSONCursor(json)))
        await #expect(throws: CommandFailure.self) { try await bench.printer().write(issued) }
        #expect(!FileManager.default.fileExists(atPath: bench.reportFolder))
    }

    @Test("what was written is read back as the same report, with the digest that was signed")
    func readBack() async throws {
        let issued = try await ReportScripts.full().issued()
        let read = try ReportReading.issued(issued.bytes, signature: issued.signatureBytes)
        #expect(read.report == issued.report && read.digest == issued.digest)
    }
}
