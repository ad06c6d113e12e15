import Foundation
import Testing

@Suite("The style gates hold")
struct StyleGateTests {
    @Test("lines, functions and files keep the house numbers")
    func houseNumbers() throws {
        try Violation.report(Repository.swiftFiles().flatMap(HouseNumbers.violations))
    }

    @Test("no forbidden call, no unexplained unchecked conformance, no open end")
    func forbiddenWords() throws {
        try Violation.report(Repository.swiftFiles().flatMap(ForbiddenWords.violations))
    }

    @Test("a long file, a long line and a long function are each named")
    func plantedLengths() {
        let body = Array(repeating: "    call()", count: 71).joined(separator: "\n")
        let function = Repository.File(path: "Sources/A/Long.swift", text: "func f() {\n\(body)\n}\n")
        #expect(HouseNumbers.violations(in: function).map(\.place) == ["Sources/A/Long.swift:1"])
        let line = Repository.File(path: "Sources/A/Wide.swift", text: String(repeating: "x", count: 121))
        #expect(HouseNumbers.violations(in: line).map(\.place) == ["Sources/A/Wide.swift:1"])
        let file = Repository.File(path: "Sources/A/Tall.swift", text: String(repeating: "x\n", count: 401))
        #expect(HouseNumbers.violations(in: file).map(\.place) == ["Sources/A/Tall.swift"])
    }

    @Test("each forbidden word is found in code and not in strings, comments or longer names")
    func plantedWords() {
        for rule in ForbiddenWords.rules {
            let planted = Repository.File(path: "Sources/A/Planted.swift", text: "let a = 1\n\(rule.word)\n")
            #expect(ForbiddenWords.violations(in: planted).map(\.place) == ["Sources/A/Planted.swift:2"])
            let harmless = "// \(rule.word)\nlet s = \"\(rule.word)\"\nfinger\(rule.word)\n"
            #expect(ForbiddenWords.violations(in: Repository.File(path: "Sources/A/B.swift", text: harmless)) == [])
        }
    }

    @Test("an unchecked conformance without a reason is found, and with one it is not")
    func plantedUnchecked() {
        let marker = "@unchecked " + "Sendable"
        let bare = Repository.File(path: "Sources/A/B.swift", text: "let a = 1\nfinal class C: \(marker) {}\n")
        #expect(ForbiddenWords.violations(in: bare).count == 1)
        let explained = Repository.File(path: "Sources/A/B.swift", text: "// locked\nfinal class C: \(marker) {}\n")
        #expect(ForbiddenWords.violations(in: explained) == [])
    }

    @Test("every target is compiled with the house settings")
    func compilerSettings() throws {
        let manifest = try Repository.text("Package.swift")
        let settings = [
            "ExistentialAny", "InternalImportsByDefault", "MemberImportVisibility", "NonisolatedNonsendingByDefault",
            "InferIsolatedConformances", ".swiftLanguageMode(.v6)", ".treatAllWarnings(as: .error)",
            ".treatWarning(\"ExplicitSendable\", as: .error)", ".strictMemorySafety()",
        ]
        for setting in settings { #expect(manifest.contains(setting), "Package.swift lost \(setting)") }
        let targets = manifest.components(separatedBy: "arget(").count - 1
        let configured = manifest.components(separatedBy: "swiftSettings: ").count - 1
        #expect(configured == targets, "each target names houseSettings or wrapperSettings")
    }
}
