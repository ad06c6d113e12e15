import Foundation
import Testing

@Suite("The checkout is in order")
struct DocumentGateTests {
    @Test("the top level holds what architecture.md lists and dotfiles, nothing else")
    func layout() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Repository.root.path)
        #expect(DocumentGates.strangers(among: names) == [])
    }

    @Test("a name that is not listed is found")
    func plantedName() {
        let names = DocumentGates.topLevel.sorted() + [".build", ".swift-format", "Package.resolved"]
        #expect(DocumentGates.strangers(among: names) == [])
        #expect(DocumentGates.strangers(among: names + ["Utils", "notes.txt"]) == ["Utils", "notes.txt"])
    }

    @Test("the README is under 120 lines and its links lead somewhere")
    func readme() throws {
        let file = Repository.File(path: "README.md", text: try Repository.text("README.md"))
        Violation.report(DocumentGates.readmeViolations(file.text))
        Violation.report(DocumentGates.brokenLinks(in: file, exists: Self.exists))
    }

    @Test("a README that grew is named")
    func plantedReadme() {
        #expect(DocumentGates.readmeViolations(String(repeating: "x\n", count: 118)) == [])
        #expect(DocumentGates.readmeViolations(String(repeating: "x\n", count: 119)).map(\.place) == ["README.md"])
    }

    @Test("links between the pages of docs lead somewhere")
    func documentLinks() throws {
        for file in try Repository.files(below: "docs", endings: [".md"]) {
            Violation.report(DocumentGates.brokenLinks(in: file, exists: Self.exists))
        }
    }

    @Test("a link that leads nowhere is named, from whatever folder")
    func plantedLink() {
        let text = "[a](../docs/a.md) [b](b.md#part) [c](https://example.test/x) [d](#here) [e](sub/e.md)"
        let file = Repository.File(path: "docs/page.md", text: text)
        #expect(
            DocumentGates.brokenLinks(in: file) { $0 == "docs/a.md" || $0 == "docs/b.md" }.map(\.remedy) == [
                "its link to sub/e.md leads nowhere"
            ]
        )
        #expect(DocumentGates.brokenLinks(in: file) { _ in false }.count == 3)
    }

    private static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: Repository.root.appending(path: path).path)
    }

    @Test("no private key, and no home directory of a machine, is in a file that git tracks")
    func secrets() throws {
        let paths = try TrackedFiles.paths()
        try #require(paths.count > 100, "git lists no files here")
        for path in paths { Violation.report(SecretGate.violations(path, try TrackedFiles.bytes(path))) }
    }

    @Test("a planted key is found in any file, of any kind of key, and so is a file that is named like one")
    func plantedSecrets() {
        let label = "PRIVATE " + "KEY"
        for kind in ["", "EC ", "RSA ", "ENCRYPTED ", "OPENSSH "] {
            let text = "x\n-----BEGIN \(kind)\(label)-----\nMIG\n-----END \(kind)\(label)-----\n"
            #expect(SecretGate.violations("docs/page", Array(text.utf8)).map(\.place) == ["docs/page"])
            #expect(SecretGate.violations("a.bin", [0xFF, 0] + Array(text.utf8) + [0xFE]).count == 1)
        }
        #expect(SecretGate.violations("certs/node.key", []).map(\.place) == ["certs/node.key"])
        #expect(SecretGate.violations("docs/page.md", Array("/ro\("ot")/project".utf8)).count == 1)
        let harmless = "-----BEGIN PUBLIC KEY-----\na private key\n-----BEGIN PRIVATE \\(\"KEY\")-----\n"
        #expect(SecretGate.violations("docs/keys.md", Array(harmless.utf8)) == [])
    }
}
