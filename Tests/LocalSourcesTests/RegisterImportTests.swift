import Foundation
import GRDB
import LocalSources
import Testing

@Suite("A CSV file is loaded whole or not at all")
struct RegisterImportTests {
    private let fixture: RegisterFixture

    init() throws { fixture = try RegisterFixture() }

    private func load(_ bytes: [UInt8], limits: CSVLimits = CSVLimits(), indexed: [String] = []) throws -> Int {
        let path = try fixture.write(bytes, to: "cars.csv")
        let task = RegisterImport(
            table: try #require(RegisterName("jdc")),
            indexed: indexed.compactMap { RegisterName($0) },
            limits: limits
        )
        return try task.load(path, into: RegisterWriter(path: fixture.path))
    }

    private func load(_ text: String, limits: CSVLimits = CSVLimits(), indexed: [String] = []) throws -> Int {
        try load(Array(text.utf8), limits: limits, indexed: indexed)
    }

    private func rows() throws -> [[String]] {
        try DatabaseQueue(path: fixture.path).read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM jdc").map { row in
                row.databaseValues.map { String.fromDatabaseValue($0) ?? "" }
            }
        }
    }

    private func hasTable() throws -> Bool { try DatabaseQueue(path: fixture.path).read { try $0.tableExists("jdc") } }

    @Test("quotes, commas, line ends and doubled quotes inside a field are kept", arguments: ["\n", "\r\n", "\r"])
    func quoted(end: String) throws {
        let text = ["a,b,号牌", "1,\"x, \"\"y\"\"\(end)z\",沪A", "2,,\"\""].joined(separator: end) + end
        #expect(try load(text) == 2)
        #expect(try rows() == [["1", "x, \"y\"\(end)z", "沪A"], ["2", "", ""]])
    }

    @Test("a byte order mark is skipped and a missing last line end does no harm")
    func byteOrderMark() throws {
        #expect(try load([0xEF, 0xBB, 0xBF] + Array("a,b\n1,2".utf8)) == 1)
        #expect(try rows() == [["1", "2"]])
    }

    @Test(
        "what is no CSV is refused with its place, and nothing of it stays",
        arguments: [
            ("a,b\n1,2\n3,\"open\n4,5\n", "cars.csv:3:3"), ("a,b\n1,2,3\n", "cars.csv:2:1"),
            ("a,b\n1,2\n\n3,4\n", "cars.csv:3:1"),
            ("a,b\n1,x\"y\n", "cars.csv:2:4"), ("a,b\n1,\"x\"y\n", "cars.csv:2:6"),
            ("a,b\n1,x\u{0}y\n", "cars.csv:2:4"),
            ("a,a\n1,2\n", "cars.csv:1:1"), ("a,b;DROP\n1,2\n", "cars.csv:1:1"), ("a,\n1,2\n", "cars.csv:1:1"),
            ("", "cars.csv:1:1"),
        ]
    )
    func refused(text: String, place: String) throws {
        let error = try #require(throws: RegisterError.self) { try load(text) }
        #expect(error.place == place)
        #expect(try !hasTable())
    }

    @Test("blanks around the name of a column in the first line do not belong to it")
    func paddedNames() throws {
        #expect(try load(" a ,b\t\n1,2\n") == 1)
        #expect(try load("b, a\n4,3\n") == 1)
        #expect(try rows() == [["1", "2"], ["3", "4"]])
    }

    @Test("a line with a field too many is named by its number, and nothing of it is told")
    func lineIsNotTold() throws {
        let text = "sfzh,xm\n\(TestPerson.number),\(TestPerson.name),x\n"
        let error = try #require(throws: RegisterError.self) { try load(text) }
        #expect(error.place == "cars.csv:2:1")
        #expect(!error.description.contains(TestPerson.number))
        #expect(!error.description.contains(TestPerson.name))
    }

    @Test("text that is not UTF-8 is refused")
    func notUTF8() throws {
        // 沪 in GBK
        let error = try #require(throws: RegisterError.self) { try load(Array("a\n".utf8) + [0xBB, 0xA6, 0x0A]) }
        #expect(error.code == .malformedFile)
        #expect(error.expectation.contains("UTF-8"))
    }

    @Test("a huge field, record or number of columns stops the load before memory is full")
    func limits() throws {
        let limits = CSVLimits(fieldByteCount: 10, recordByteCount: 24, columnCount: 3)
        for text in [
            "a\n\(String(repeating: "x", count: 11))\n", "a,b,c\n123456789,123456789,123456789\n", "a,b,c,d\n",
        ] {
            let error = try #require(throws: RegisterError.self) { try load(text, limits: limits) }
            #expect(error.code == .limitExceeded)
        }
        let missingQuote = "a\n\"" + String(repeating: "x\n", count: 6000)
        #expect(throws: RegisterError(.limitExceeded, at: "", "")) { try load(missingQuote) }
    }

    @Test("fields and line ends on the edge of a block are read the same")
    func blockEdges() throws {
        let line = "\"\(String(repeating: "字", count: 2000))\"\"\r\n\",2\r\n"
        let text = "a,b\r\n" + String(repeating: line, count: 60)
        #expect(try load(text) == 60)
        #expect(Set(try rows()).count == 1)
    }

    @Test("an existing table is filled, and must have every column of the file")
    func existing() throws {
        try fixture.table("jdc", "a b c", rows: [])
        let error = try #require(throws: RegisterError.self) { try load("a,d\n1,2\n") }
        #expect(error.code == .unknownColumn)
        #expect(throws: RegisterError(.database, at: "", "")) { try load("a,b\n1,2\n") }
        #expect(try load("c,b,a\n1,2,3\n") == 1)
        #expect(try rows() == [["3", "2", "1"]])
    }

    @Test("a fault in the last line takes back every line before it")
    func allOrNothing() throws {
        try fixture.table("jdc", "a b", rows: [["0", "0"]])
        let text = "a,b\n" + String(repeating: "1,2\n", count: 5000) + "1\n"
        let error = try #require(throws: RegisterError.self) { try load(text) }
        #expect(error.place == "cars.csv:5002:1")
        #expect(try rows() == [["0", "0"]])
    }

    @Test("columns that are asked for get an index, and an unknown one is said")
    func indexes() throws {
        #expect(try load("sfzh,xm\n1,2\n", indexed: ["sfzh"]) == 1)
        let names = try DatabaseQueue(path: fixture.path).read { try $0.indexes(on: "jdc").map(\.columns) }
        #expect(names == [["sfzh"]])
        #expect(throws: RegisterError(.unknownColumn, at: "", "")) { try load("sfzh,xm\n1,2\n", indexed: ["id"]) }
    }

    @Test("a table that is there gets the index that is asked for")
    func indexOfExisting() throws {
        try fixture.table("jdc", "xm sfzh", rows: [["1", "2"]])
        #expect(try load("xm,sfzh\n3,4\n", indexed: ["sfzh"]) == 1)
        let names = try DatabaseQueue(path: fixture.path).read { try $0.indexes(on: "jdc").map(\.columns) }
        #expect(Set(names) == [["xm"], ["sfzh"]])
    }

    @Test("a file that cannot be read to its end does not pass for a short one")
    func unreadable() throws {
        // A folder opens as a file does, and cannot be read.
        let task = RegisterImport(table: try #require(RegisterName("jdc")))
        let error = try #require(throws: RegisterError.self) {
            try task.load(fixture.folder.path, into: RegisterWriter(path: fixture.path))
        }
        #expect(error.code == .unreadableFile)
        #expect(error.place == fixture.folder.lastPathComponent)
        #expect(try !hasTable())
    }

    @Test("a database that is made for a load does not outlive a load that fails, and one that was there does")
    func newDatabase() throws {
        let task = RegisterImport(table: try #require(RegisterName("jdc")))
        let broken = fixture.folder.appending(path: "broken.csv").path
        try "a,b\n1\n".write(toFile: broken, atomically: true, encoding: .utf8)
        let made = fixture.folder.appending(path: "new.sqlite").path
        #expect(throws: RegisterError(.malformedFile, at: "", "")) { try task.load(broken, intoDatabaseAt: made) }
        #expect(!FileManager.default.fileExists(atPath: made))
        try fixture.table("other", "a", rows: [["1"]])
        #expect(throws: RegisterError(.malformedFile, at: "", "")) {
            try task.load(broken, intoDatabaseAt: fixture.path)
        }
        #expect(FileManager.default.fileExists(atPath: fixture.path))
    }

    @Test("a file that is not there is said by its name alone")
    func missingFile() throws {
        let task = RegisterImport(table: try #require(RegisterName("jdc")))
        let error = try #require(throws: RegisterError.self) {
            try task.load(fixture.folder.appending(path: "none.csv").path, into: RegisterWriter(path: fixture.path))
        }
        #expect(error.description.hasPrefix("none.csv: "))
    }

    @Test("a file that is not there makes no database, and a folder that is not there cannot be written")
    func databaseIsMadeLast() throws {
        let task = RegisterImport(table: try #require(RegisterName("jdc")))
        let missing = fixture.folder.appending(path: "none.csv").path
        #expect(throws: RegisterError(.unreadableFile, at: "", "")) {
            try task.load(missing, intoDatabaseAt: fixture.path)
        }
        #expect(!FileManager.default.fileExists(atPath: fixture.path))
        let file = try fixture.write("a,b\n1,2\n", to: "cars.csv")
        #expect(try task.load(file, intoDatabaseAt: fixture.path) == 1)
        let nowhere = fixture.folder.appending(path: "nowhere/registers.sqlite").path
        #expect(throws: RegisterError(.cannotWrite, at: "", "")) { try task.load(file, intoDatabaseAt: nowhere) }
        #expect(throws: RegisterError(.database, at: "", "")) { try task.load(file, intoDatabaseAt: file) }
    }

    @Test("values that look like SQL are values")
    func injection() throws {
        #expect(try load("a,b\n\"1'); DROP TABLE jdc; --\",2\n") == 1)
        #expect(try rows() == [["1'); DROP TABLE jdc; --", "2"]])
    }
}
