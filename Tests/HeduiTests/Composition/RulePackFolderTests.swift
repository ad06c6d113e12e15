import Coordination
import RecordMerging
import TestSupport
import Testing
import VerificationDomain

@testable import hedui

@Suite("Of the rule packs in the folder, the one in force on the day of the application decides")
struct RulePackFolderTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    /// A pack that begins on this day. JSON is YAML too.
    private func write(_ name: String, version: Int64, from day: String) throws {
        let document = TestRulePacks.document(version: version).replacing("effectiveFrom", by: day)
        try folder.write(document.canonicalText, to: name)
    }

    @Test(
        "a newer pack takes over on its first day, whatever its file is called",
        arguments: [["a.yaml", "b.yaml", "c.yaml"], ["c.yaml", "b.yaml", "a.yaml"], ["b.yaml", "a.yaml", "c.yaml"]]
    )
    func newest(names: [String]) throws {
        // The application is of 2026-11-20.
        let days = ["2025-07-01", "2026-11-20", "2026-11-21"]
        for (index, name) in names.enumerated() { try write(name, version: Int64(index + 1), from: days[index]) }
        let packs = try RulePackFolder(path: folder.path)
        #expect(packs.count == 3)
        #expect(try packs.pack(for: try Examples.household()).pack.version == 2)
    }

    @Test("without a pack that has begun nothing decides, and the household's place and day are named")
    func none() throws {
        try write("later.yaml", version: 1, from: "2026-11-21")
        let packs = try RulePackFolder(path: folder.path)
        let error = #expect(throws: CoordinationError.self) { try packs.pack(for: try Examples.household()) }
        #expect(error?.code == .noRulePack)
        #expect(error?.description.contains("dibao in 310101 on 2026-11-20") == true)
    }

    @Test("a pack that extends a file which is not there, and a key that stands twice, are named with their file")
    func broken() throws {
        for (text, words) in [
            ("extends: shared\nregion: \"310000\"\n", "pack.yaml: $.extends: there is no shared.yaml"),
            ("region: \"310000\"\nregion: \"320000\"\n", "pack.yaml: $: not valid YAML"),
        ] {
            try folder.write(text, to: "pack.yaml")
            let failure = #expect(throws: CommandFailure.self) { try RulePackFolder(path: folder.path) }
            #expect(failure?.status == .configuration)
            #expect(failure?.description.contains(words) == true, "\(failure?.description ?? "")")
        }
    }
}
