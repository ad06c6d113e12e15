import Testing
import VerificationDomain

@Suite("Identifiers of the exchange have one form each")
struct IdentifierFormTests {
    static let identifier = "0190f5f3-1c00-7a2b-8c3d-0123456789ab"

    @Test(
        "a version 7 UUID is read and written as it is",
        arguments: [identifier, "00000000-0000-7000-bfff-000000000000"]
    )
    func uniqueIdentifier(text: String) {
        #expect(UniqueIdentifier(text)?.description == text)
    }

    @Test(
        "other versions, other variants and other ways of writing one are refused",
        arguments: [
            "", identifier.uppercased(), "0190f5f3-1c00-4a2b-8c3d-0123456789ab", "0190f5f3-1c00-7a2b-7c3d-0123456789ab",
            "0190f5f3-1c00-7a2b-cc3d-0123456789ab", "0190f5f31c007a2b8c3d0123456789ab", "{\(identifier)}",
            "\(identifier)0", "0190f5f3-1c00-7a2b-8c3d-0123456789a", "0190f5f3-1c00-7a2b-8c3d-0123456789ag",
            "0190f5f-31c00-7a2b-8c3d-0123456789ab", "\(identifier)-", " \(identifier)", "urn:uuid:\(identifier)",
            "0190f5f3-1c00-7a2b-8c3d-0123456789a\u{FF42}",
        ]
    )
    func brokenUniqueIdentifiers(text: String) {
        #expect(UniqueIdentifier(text) == nil)
    }

    @Test("identifiers of later milliseconds sort later")
    func order() {
        struct Zeros: RandomSource { func bytes(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) } }
        let early = UniqueIdentifier(at: Timestamp(milliseconds: 1_700_000_000_000), random: Zeros())
        let late = UniqueIdentifier(at: Timestamp(milliseconds: 1_700_000_000_001), random: Zeros())
        #expect(early < late)
        #expect(early.description == "018bcfe5-6800-7000-8000-000000000000")
        #expect(UniqueIdentifier(early.description) == early)
    }

    @Test(
        "the name of a key is 1 to 64 characters of a safe alphabet",
        arguments: ["a", "310000-2026.1_x", String(repeating: "k", count: 64)]
    )
    func keyIdentifier(text: String) {
        #expect(KeyIdentifier(text)?.description == text)
    }

    @Test(
        "names of keys that could break a path, a header or a log line are refused",
        arguments: [
            "", String(repeating: "k", count: 65), "a b", "a/b", "a\\b", "a\n", "a\u{0}", "密钥", "a:b", "a\"", "a%2e",
            "é",
            "e\u{301}", "\u{FF41}",
        ]
    )
    func brokenKeyIdentifiers(text: String) {
        #expect(KeyIdentifier(text) == nil)
    }

    @Test(
        "a reference to a person is 1 to 32 characters, and has no dot",
        arguments: ["m1", "A-b_9", String(repeating: "m", count: 32)]
    )
    func subjectReference(text: String) {
        #expect(SubjectReference(text)?.text == text)
    }

    @Test(
        "references that are too long, hold a dot or anything unsafe are refused",
        arguments: ["", String(repeating: "m", count: 33), "m.1", ".", "m 1", "m/1", "张三", "m\u{0}", "m#1", "m\r\n"]
    )
    func brokenSubjectReferences(text: String) {
        #expect(SubjectReference(text) == nil)
        #expect(throws: JSONReadingError.self) { try SubjectReference(json: JSONCursor(.string(text))) }
    }
}
