import Testing

@Suite("The exit codes of ExitStatus are the documented ones")
struct ExitCodeTests {
    private let source: String
    private let page: String
    private let help: String

    init() throws {
        source = try Repository.text("Sources/hedui/Console/ExitStatus.swift")
        page = try Repository.text("docs/commands.md")
        help = try Repository.text("Sources/hedui/Hedui.swift")
    }

    private func violations(source: String, page: String, help: String) -> [Violation] {
        let declared = ExitCodes.declared(in: source)
        return ExitCodes.violations(
            declared: declared,
            elsewhere: ExitCodes.documented(in: page),
            place: "docs/commands.md"
        )
            + ExitCodes.violations(
                declared: declared,
                elsewhere: ExitCodes.summedUp(in: help),
                place: "Sources/hedui/Hedui.swift"
            )
    }

    @Test("docs/commands.md and hedui --help have every code, in order, and no other")
    func documented() {
        #expect(ExitCodes.declared(in: source).count >= 10)
        Violation.report(violations(source: source, page: page, help: help))
    }

    @Test("a code that is added, or that is missing on the page or in the help, is named")
    func planted() {
        let more = source.replacing("    case usage = 64", with: "    case odd = 63\n    case usage = 64")
        #expect(violations(source: more, page: page, help: help).count == 2)
        let shorter = page.replacing(/\n\| 70 \|[^\n]+/, with: "")
        #expect(violations(source: source, page: shorter, help: help).map(\.place) == ["docs/commands.md"])
        let silent = help.replacing("70 internal error, ", with: "")
        #expect(violations(source: source, page: page, help: silent).map(\.place) == ["Sources/hedui/Hedui.swift"])
    }
}
