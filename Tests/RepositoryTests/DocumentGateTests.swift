import Foundation
import Testing

@Suite("The checkout is in order")
struct DocumentGateTests {
    static let topLevel: Set<String> = [
        "Package.swift", "Sources", "Tests", "schemas", "certs", "deploy", "docs", "README.md", "Makefile", ".ci",
    ]

    @Test("the top level holds what architecture.md lists and dotfiles, nothing else")
    func layout() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Repository.root.path)
        let others = names.filter { !Self.topLevel.contains($0) && !$0.hasPrefix(".") && $0 != "Package.resolved" }
        #expect(others == [])
    }

    @Test("the README is under 120 lines and its links lead somewhere")
    func readme() throws {
        let text = try Repository.text("README.md")
        #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count < 120)
        for path in Self.links(in: text) {
            #expect(FileManager.default.fileExists(atPath: Repository.root.appending(path: path).path), "\(path)")
        }
    }

    @Test("links between the pages of docs lead somewhere")
    func documentLinks() throws {
        for file in try Repository.files(below: "docs", endings: [".md"]) {
            let folder = Repository.root.appending(path: file.path).deletingLastPathComponent()
            for path in Self.links(in: file.text) {
                let target = folder.appending(path: path).standardizedFileURL.path
                #expect(FileManager.default.fileExists(atPath: target), "\(file.path) links to \(path)")
            }
        }
    }

    @Test("no private key, and no home directory of a machine, is in the checkout")
    func secrets() throws {
        let marker = "PRIVATE " + "KEY-----"
        let endings = [".swift", ".md", ".sh", ".py", ".json", ".yaml", ".pem", ".txt"]
        for folder in ["Sources", "Tests", "schemas", "certs", "deploy", "docs"] {
            for file in try Repository.files(below: folder, endings: endings) {
                #expect(!file.text.contains("BEGIN \(marker)"), "\(file.path) holds a private key")
                #expect(!file.text.contains("/ro" + "ot/"), "\(file.path) names a path of a machine")
            }
        }
    }

    private static func links(in text: String) -> [String] {
        text.matches(of: /\]\(([^)#]+)(#[^)]*)?\)/).map { String($0.output.1) }.filter { !$0.contains("://") }
    }
}
