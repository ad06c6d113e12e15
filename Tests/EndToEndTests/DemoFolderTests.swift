import Foundation
import Testing

@Suite("hedui demo deletes nothing that no demo made")
struct DemoFolderTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func write(_ name: String) throws {
        try "years of work".write(toFile: "\(folder.path)/\(name)", atomically: true, encoding: .utf8)
    }

    /// Runs a demo that is turned away with one line, and looks whether the folder is as it was.
    private func expectRefusal(_ options: [String], status: Int32, _ word: String) throws {
        let before = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
        let result = try HeduiProgram.run(["demo", "--people", "0", "--folder", folder.path] + options)
        #expect(result.status == status, "\(result.text)")
        let lines = result.errors.split(separator: "\n").filter { $0.hasPrefix("hedui: ") }
        #expect(lines.count == 1, "\(result.errors)")
        #expect(result.errors.contains(word), "\(result.errors)")
        #expect(try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted() == before)
    }

    @Test("a folder with somebody's files stays as it is")
    func foreignFolder() throws {
        try write("thesis.txt")
        try expectRefusal([], status: 73, folder.path)
        #expect(try String(contentsOfFile: "\(folder.path)/thesis.txt", encoding: .utf8) == "years of work")
    }

    @Test("a file where the folder should be stays as it is")
    func file() throws {
        try write("thesis.txt")
        try expectRefusal(["--folder", "\(folder.path)/thesis.txt"], status: 73, "thesis.txt")
    }

    @Test("a folder that cannot be made is named")
    func impossibleFolder() throws {
        try expectRefusal(["--folder", "/proc/nope"], status: 73, "/proc/nope")
    }

    @Test(
        "a wrong option is found before an earlier demo's folder is touched",
        arguments: [
            (["--people=-1"], 64, "--people"), (["--people=999999999999"], 64, "--people"),
            (["--first-port=70000"], 64, "--first-port"), (["--suite=rot13"], 64, "--suite"),
            (["--household=nowhere.json"], 66, "nowhere.json"),
        ] as [([String], Int32, String)]
    )
    func wrongOption(options: [String], status: Int32, word: String) throws {
        // What every demo leaves, and then something that the next one would delete.
        try write(".hedui-demo")
        try write("store.sqlite")
        try expectRefusal(options, status: status, word)
    }
}
