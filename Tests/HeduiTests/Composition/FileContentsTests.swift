import Foundation
import Testing

@testable import hedui

@Suite("A file is written as a whole or not at all")
struct FileContentsTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func mode(_ name: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: folder.file(name))[.posixPermissions] as? Int
    }

    @Test("it replaces what was there, for its owner alone unless another mode is given, and leaves nothing beside it")
    func writes() throws {
        try folder.write("old", to: "report.json")
        try FileContents.write(Array("new".utf8), to: folder.file("report.json"))
        try FileContents.write([], to: folder.file("registry.jwt"), mode: 0o644)
        let read = try FileContents.read(folder.file("report.json"), limit: 3, what: "the report")
        #expect(read == Array("new".utf8))
        #expect(try mode("report.json") == 0o600 && mode("registry.jwt") == 0o644)
        #expect(try folder.names == ["report.json", "registry.jwt"])
    }

    @Test("a write that fails at its last step leaves what was there and no temporary file")
    func fails() throws {
        // No file takes the name of a folder.
        try FileManager.default.createDirectory(atPath: folder.file("report.json"), withIntermediateDirectories: true)
        let failure = #expect(throws: CommandFailure.self) {
            try FileContents.write(Array("new".utf8), to: folder.file("report.json"))
        }
        #expect(failure?.status == .cannotWrite)
        #expect(failure?.description.contains(folder.file("report.json")) == true)
        #expect(try folder.names == ["report.json"])
    }

    @Test("a file over its limit is refused, and one that is not there is a missing input")
    func reads() throws {
        try folder.write("four", to: "file")
        for (name, status) in [("file", hedui.ExitStatus.badInput), ("none", .missingInput)] {
            let failure = #expect(throws: CommandFailure.self) {
                try FileContents.read(folder.file(name), limit: 3, what: "the file")
            }
            #expect(failure?.status == status)
        }
    }
}
