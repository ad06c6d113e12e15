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

    @Test("the body of a computed property, a subscript or an initialiser is measured too")
    func plantedBodies() {
        let body = Array(repeating: "    call()", count: 71).joined(separator: "\n")
        for line in ["var total: Int {", "subscript(index: Int) -> Int {", "init(text: String) {", "deinit {"] {
            let long = Repository.File(path: "Sources/A/Long.swift", text: "struct A {\n\(line)\n\(body)\n}\n}\n")
            #expect(HouseNumbers.violations(in: long).map(\.place) == ["Sources/A/Long.swift:2"], "\(line)")
            let short = Repository.File(path: "Sources/A/Short.swift", text: "struct A {\n\(line)\n}\n\(body)\n}\n")
            #expect(HouseNumbers.violations(in: short) == [], "\(line)")
        }
    }

    @Test("a word is found in the code of an interpolation, and under its module's name")
    func plantedInterpolation() {
        let lines = [
            #"let s = "now \(Date.now)""#, #"let s = "\(f("x", Date()))""#, "Swift.print(1)", "Foundation.Date()",
            "_Concurrency.Task.sleep(for: .seconds(1))", "let d = Swift.max(Date.init(), other)",
            ##"let s = #"\#(Date.now)"#"##,
        ]
        for line in lines {
            let file = Repository.File(path: "Sources/A/Planted.swift", text: "\n\(line)\n")
            #expect(ForbiddenWords.violations(in: file).map(\.place) == ["Sources/A/Planted.swift:2"], "\(line)")
        }
        let harmless = [
            ##"let s = #"\(Date.now)"#"##, #"let s = "\\(Date.now)""#, "page.print(1)", #"let r = /"(a)/; f()"#,
        ]
        for line in harmless {
            #expect(
                ForbiddenWords.violations(in: Repository.File(path: "Sources/A/B.swift", text: line)) == [],
                "\(line)"
            )
        }
    }

    @Test("a place after a string or a comment of several lines is the place in the file")
    func plantedAfterBlocks() {
        let quotes = "\"\"\""
        let text = "let a = \(quotes)\n  one\n  \\(f(1))\n  \(quotes)\n/* two\n /* three */\n*/\nDate()\n"
        let file = Repository.File(path: "Sources/A/Planted.swift", text: text)
        #expect(ForbiddenWords.violations(in: file).map(\.place) == ["Sources/A/Planted.swift:8"])
        let inside = "let a = \(quotes)\n  one\n  \\(Date())\n  \(quotes)\n"
        let planted = Repository.File(path: "Sources/A/Planted.swift", text: inside)
        #expect(ForbiddenWords.violations(in: planted).map(\.place) == ["Sources/A/Planted.swift:3"])
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

    @Test("every target is compiled with the house settings, and the wrappers with theirs")
    func compilerSettings() throws {
        try Violation.report(CompilerSettings.violations(in: Repository.text("Package.swift")))
    }

    @Test("a setting that is lost and a target that is compiled otherwise are each named")
    func plantedSettings() throws {
        let manifest = try Repository.text("Package.swift")
        for setting in CompilerSettings.house + [CompilerSettings.wrapper] {
            let lost = manifest.replacing(setting, with: ".define(\"X\")")
            #expect(CompilerSettings.violations(in: lost).count == 1, "\(setting)")
        }
        let changes = [
            // A wrapper without strict memory safety, a test target with none, and one with settings of its own.
            (
                #"dependencies: ["VerificationDomain", "CCurl"], swiftSettings: wrapperSettings"#, "CurlTransport",
                #"dependencies: ["VerificationDomain", "CCurl"], swiftSettings: houseSettings"#
            ),
            (#"name: "RepositoryTests", swiftSettings: houseSettings"#, "RepositoryTests", #"name: "RepositoryTests""#),
            (
                #"name: "RepositoryTests", swiftSettings: houseSettings"#, "RepositoryTests",
                #"name: "RepositoryTests", swiftSettings: []"#
            ),
        ]
        for (old, target, new) in changes {
            try #require(manifest.contains(old))
            let found = CompilerSettings.violations(in: manifest.replacing(old, with: new))
            #expect(found.map(\.place) == ["Package.swift: \(target)"])
        }
    }
}
