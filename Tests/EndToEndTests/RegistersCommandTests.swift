import Foundation
import Testing

@Suite("The worked example of docs/registers.md, typed as it stands")
struct RegistersCommandTests {
    /// A folder with the page's files, and the page's command lines run in it.
    private struct Example {
        let folder: TemporaryFolder
        let load: [String]
        let check: [String]

        init() throws {
            let page = HeduiProgram.root.appending(path: "docs/registers.md")
            let text = try String(contentsOf: page, encoding: .utf8)
            folder = try TemporaryFolder()
            try Self.block("csv", of: text).write(toFile: folder.path + "/cars.csv", atomically: true, encoding: .utf8)
            try Self.block("yaml", of: text)
                .write(toFile: folder.path + "/310000.yaml", atomically: true, encoding: .utf8)
            let lines = text.split(separator: "\n").filter { $0.hasPrefix("    hedui registers ") }
            try #require(lines.count == 2)
            let path = folder.path
            let words = lines.map { line in
                line.split(separator: " ").dropFirst().map { word in
                    ["cars.csv", "registers.sqlite", "310000.yaml"].contains(String(word))
                        ? "\(path)/\(word)" : String(word)
                }
            }
            load = words[0]
            check = words[1]
        }

        private static func block(_ language: String, of text: String) throws -> String {
            let start = try #require(text.range(of: "```\(language)\n"))
            let end = try #require(text.range(of: "```", range: start.upperBound..<text.endIndex))
            return String(text[start.upperBound..<end.lowerBound])
        }

        /// Changes one of the files; the text must have been there.
        func replace(_ old: String, with new: String, in file: String) throws {
            let path = "\(folder.path)/\(file)"
            let text = try String(contentsOfFile: path, encoding: .utf8)
            let changed = text.replacingOccurrences(of: old, with: new)
            try #require(changed != text)
            try changed.write(toFile: path, atomically: true, encoding: .utf8)
        }
    }

    @Test("the two lines load both rows and find nothing to complain of")
    func asWritten() throws {
        let example = try Example()
        let loaded = try HeduiProgram.run(example.load)
        #expect(loaded.status == 0, "\(loaded.text)")
        #expect(loaded.output == "2 rows in 机动车\n")
        let checked = try HeduiProgram.run(example.check)
        #expect(checked.status == 0, "\(checked.text)")
        #expect(checked.output == "vehicle 机动车: 2 rows, 0 unusable, 0 unreachable\n")
    }

    @Test("loading again adds to the table")
    func again() throws {
        let example = try Example()
        for _ in 1...2 { #expect(try HeduiProgram.run(example.load).status == 0) }
        #expect(try HeduiProgram.run(example.check).output.contains(": 4 rows, "))
    }

    @Test("a quote in a field is named by line and byte as the page says, and no row is there")
    func brokenFile() throws {
        let example = try Example()
        try example.replace("\"欧阳,示例\"", with: "欧\"阳\"", in: "cars.csv")
        let loaded = try HeduiProgram.run(example.load)
        #expect(loaded.status == 65, "\(loaded.text)")
        #expect(loaded.errors.contains("cars.csv:3:"), "\(loaded.text)")
        #expect(loaded.errors.contains(": a quote stands only around a whole field"), "\(loaded.text)")
        #expect(!loaded.text.contains("319999"))
        let checked = try HeduiProgram.run(example.check)
        #expect(checked.status != 0)
        #expect(!checked.output.contains("rows"))
    }

    @Test("a wrong field of the mapping is named with its place, in the page's words")
    func brokenMapping() throws {
        let example = try Example()
        #expect(try HeduiProgram.run(example.load).status == 0)
        try example.replace("unit: wan", with: "unit: jiao", in: "310000.yaml")
        let checked = try HeduiProgram.run(example.check)
        #expect(checked.status == 78, "\(checked.text)")
        #expect(checked.errors.contains("registers[0].value.unit: expected one of fen, yuan, wan"), "\(checked.text)")
    }

    @Test("a row that cannot become a record is counted under its column, and nobody is named")
    func unusableRow() throws {
        let example = try Example()
        try example.replace("3.85", with: "about 4", in: "cars.csv")
        try example.replace("329999198507150025", with: "329999850715002", in: "cars.csv")
        #expect(try HeduiProgram.run(example.load).status == 0)
        let checked = try HeduiProgram.run(example.check)
        #expect(checked.status == 1, "\(checked.text)")
        #expect(checked.output.contains("2 rows, 1 unusable, 1 unreachable"), "\(checked.text)")
        #expect(checked.output.contains("现值"), "\(checked.text)")
        for personal in ["陆建民", "欧阳", "319999", "329999", "about 4"] { #expect(!checked.text.contains(personal)) }
    }

    @Test("a database that cannot be made or written ends with 73, a table that does not fit with 65")
    func unwritable() throws {
        let example = try Example()
        let words = example.load.map { $0.replacingOccurrences(of: "registers.sqlite", with: "none/registers.sqlite") }
        let nowhere = try HeduiProgram.run(words)
        #expect(nowhere.status == 73, "\(nowhere.text)")
        #expect(nowhere.errors.split(separator: "\n").count == 1, "\(nowhere.errors)")
        #expect(nowhere.errors.contains("cannot be opened for writing"), "\(nowhere.errors)")
        #expect(try HeduiProgram.run(example.load).status == 0)
        try example.replace("现值", with: "估值", in: "cars.csv")
        let other = try HeduiProgram.run(example.load)
        #expect(other.status == 65, "\(other.text)")
    }

    @Test("a file or a column that is not there is said, and is no empty register")
    func missing() throws {
        let example = try Example()
        let early = try HeduiProgram.run(example.check)
        #expect(early.status != 0)
        #expect(!early.output.contains("0 rows"))
        #expect(try HeduiProgram.run(example.load).status == 0)
        try example.replace("name: xm", with: "name: xingming", in: "310000.yaml")
        let checked = try HeduiProgram.run(example.check)
        #expect(checked.status == 78, "\(checked.text)")
        #expect(checked.errors.contains("xingming"), "\(checked.text)")
        let nowhere = try HeduiProgram.run(example.load.map { $0.replacingOccurrences(of: "cars", with: "boats") })
        #expect(nowhere.status == 66, "\(nowhere.text)")
    }
}
