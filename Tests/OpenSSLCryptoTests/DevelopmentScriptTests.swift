import Foundation
import Testing

@Suite("The scripts of certs/ do what they say")
struct DevelopmentScriptTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "certs").path

    private func refusal(_ script: String, _ arguments: String) -> String? {
        do {
            try Command.run("bash", "-c", "'\(Self.folder)/\(script)' \(arguments)")
            return nil
        } catch {
            return (error as? Command.Failure)?.output ?? "not a refusal: \(error)"
        }
    }

    @Test("openssl judges every chain of a fresh development federation as we do")
    func chains() throws {
        let output = try Command.run("bash", "\(Self.folder)/cross-check.sh", "--chains")
        let lines = output.split(separator: "\n")
        #expect(lines.count == 14)
        #expect(lines.allSatisfy { $0.hasPrefix("ok ") })
    }

    @Test("the check of the chains takes no other option")
    func unknownOption() {
        #expect(refusal("cross-check.sh", "--chain")?.contains("usage:") == true)
        #expect(refusal("cross-check.sh", "--chains --chains")?.contains("usage:") == true)
    }

    @Test("one region named twice is refused by name, and nothing is made")
    func regionTwice() throws {
        let folder = try TemporaryFolder()
        let words = refusal("make-development-pki.sh", "'\(folder("pki"))' 310000 320000 310000")
        #expect(words == "make-development-pki.sh: region 310000 is named twice; name each once\n")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    }
}
