import Foundation
import Testing

@testable import hedui

@Suite("The folder of a demo holds private keys, and is its owner's alone")
struct DemoFolderRightsTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func expectPrivate(_ path: String) throws {
        try DemoFolder(path: path).makeAnew()
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o700)
        #expect(try FileManager.default.contentsOfDirectory(atPath: path) == [".hedui-demo"])
    }

    @Test("a new folder, an empty one that anybody could read, and an earlier demo's")
    func rights() throws {
        let path = folder.file("demo")
        try expectPrivate(path)
        try folder.setMode(0o755, of: "demo")
        try folder.write("{}", to: "demo/nodes.pid")
        try expectPrivate(path)
        let empty = folder.file("empty")
        try FileManager.default.createDirectory(
            atPath: empty,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o755]
        )
        try expectPrivate(empty)
    }
}
