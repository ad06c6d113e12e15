import Testing
import TransparencyLog
import VerificationDomain

@Suite("An entry is one line in a fixed order")
struct AuditEntryTests {
    private static let head =
        #"{"v":1,"id":"019f3551-e08a-7000-8000-000000000001","at":"2026-07-06T01:00:00.250Z","node":"node-31","#

    private func entry(_ kind: AuditKind = .queryAnswered) throws -> AuditEntry {
        let time = try #require(Timestamp("2026-07-06T09:00:00.250+08:00"))
        return AuditEntry(
            id: try #require(UniqueIdentifier("019f3551-e08a-7000-8000-000000000001")),
            time: time,
            position: try LanePosition(node: AuditIdentifier("node-31"), lane: 2, number: 41),
            kind: kind
        )
    }

    private func full() throws -> AuditEntry {
        var entry = try entry()
        let digest = digests.digest([], .sha256)
        entry.organisation = try AuditIdentifier("310000")
        entry.actor = try AuditIdentifier("account:7f3a")
        entry.role = try AuditIdentifier("reviewer")
        entry.authentication = try AuditIdentifier("mtls")
        entry.session = try AuditIdentifier("s-1")
        entry.caseIdentifier = try AuditIdentifier("310101000000202611240001")
        entry.purpose = try AuditIdentifier("assistance.review")
        entry.legalBasis = try AuditIdentifier("SL649-2014:art-58")
        entry.consent = try AuditIdentifier("auth-9")
        entry.outcome = try AuditIdentifier("answered")
        entry.count = 3
        entry.respondsTo = UniqueIdentifier("019f3551-e08a-7000-8000-000000000002")
        entry.peer = AuditPeer(organisation: AuditIdentifier(ProvinceCode.jiangsu), receipt: digest)
        entry.build = try AuditIdentifier("4b825dc642cb6eb9a060e54bf8d69288fbee4904")
        entry.rules = digest
        entry.details = [
            "status": .identifier(try AuditIdentifier("none")), "answer": .digest(digest), "rows": .integer(12),
            "region": .region(try #require(RegionCode("320500"))), "late": .flag(false),
        ]
        entry.commitments = [
            try AuditOpening(field: "picture", salt: Array(0..<32), value: bytes("sm3:00")).commitment(digests)
        ]
        return entry
    }

    @Test("every part stands in its place")
    func fixedOrder() throws {
        let digest = "sha-256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        let expected =
            Self.head
            + #""lane":2,"nseq":41,"kind":"query.answered","org":"310000","actor":"account:7f3a","role":"reviewer","#
            + #""auth":"mtls","#
            + #""sess":"s-1","case":"310101000000202611240001","purpose":"assistance.review","#
            + #""basis":"SL649-2014:art-58","consent":"auth-9","outcome":"answered","n":3,"#
            + #""re":"019f3551-e08a-7000-8000-000000000002","peer":{"org":"320000","receipt":"\#(digest)"},"#
            + #""build":"4b825dc642cb6eb9a060e54bf8d69288fbee4904","rules":"\#(digest)","x":{"status":"none","#
            + #""answer":"\#(digest)","rows":12,"region":"320500","late":false},"#
            + #""c":{"picture":"WEJpRjat6siiHdI1NgrIRYQDRcvABHCSLVVwfbd7qXg="}}"#
        #expect(String(decoding: try full().leaf().bytes, as: UTF8.self) == expected)
    }

    @Test("what is not there is left out")
    func least() throws {
        let expected = Self.head + #""lane":2,"nseq":41,"kind":"node.started"}"#
        #expect(String(decoding: try entry(.nodeStarted).leaf().bytes, as: UTF8.self) == expected)
    }

    @Test("the header says what the entry said")
    func header() throws {
        let header = try AuditEntryHeader(full().leaf())
        #expect(header.id == (try full().id))
        #expect(header.time == (try full().time))
        #expect(header.position == (try full().position))
        #expect(header.kind == "query.answered")
        #expect(header.actor == "account:7f3a")
        #expect(header.peer == "320000")
        #expect(header.count == 3)
        #expect(try AuditEntryHeader(entry().leaf()).count == nil)
    }

    @Test(
        "what is not an entry is refused",
        arguments: [
            "", "{}", "[]", "{\"v\":2}", #"{"v":1,"seq":0,"kind":"query"}"#,
            #"{"v":1,"id":"x","at":"2026-07-06T01:00:00.250Z","node":"n","lane":0,"nseq":1,"kind":"login"}"#,
            #"{"v":1,"v":1}"#, "{\"v\":1.0}", String(repeating: "[", count: 9000),
        ]
    )
    func unreadable(text: String) throws {
        let leaf = try LogLeaf(bytes(text))
        #expect(throws: LogError(.entryMalformed, "")) { try AuditEntryHeader(leaf) }
    }

    @Test("an entry of another version is not read as one of ours", arguments: [0, 2])
    func otherVersion(number: Int) throws {
        let text = String(decoding: try full().leaf().bytes, as: UTF8.self)
        let other = text.replacing("{\"v\":1,", with: "{\"v\":\(number),")
        #expect(other != text)
        #expect(throws: LogError(.entryMalformed, "")) { try AuditEntryHeader(LogLeaf(bytes(other))) }
    }

    /// As many as an entry takes.
    private static let names: [StaticString] = [
        "a1", "a2", "a3", "a4", "a5", "a6", "a7", "b1", "b2", "b3", "b4", "b5", "b6", "b7", "c1", "c2",
        "c3", "c4", "c5", "c6", "c7", "d1", "d2", "d3", "d4", "d5", "d6", "d7", "e1", "e2", "e3", "e4",
        "e5", "e6", "e7", "f1", "f2", "f3", "f4", "f5", "f6", "f7", "g1", "g2", "g3", "g4", "g5", "g6",
        "g7", "h1", "h2", "h3", "h4", "h5", "h6", "h7", "i1", "i2", "i3", "i4", "i5", "i6", "i7", "j1",
    ]

    @Test("an entry has at most 64 details")
    func detailLimit() throws {
        var entry = try entry()
        #expect(Self.names.count == 64)
        for name in Self.names { entry.details.add(name, .flag(true)) }
        #expect(try entry.leaf().bytes.count < 1024)
        entry.details.add("j2", .flag(true))
        #expect(throws: LogError(.entryMalformed, "")) { try entry.leaf() }
    }

    @Test("an entry over 8 KiB is refused")
    func tooLarge() throws {
        var entry = try entry()
        let long = try AuditIdentifier(String(repeating: "a", count: 128))
        for name in Self.names.prefix(50) { entry.details.add(name, .identifier(long)) }
        #expect(try entry.leaf().bytes.count <= AuditEntry.byteLimit)
        for name in Self.names.dropFirst(50) { entry.details.add(name, .identifier(long)) }
        #expect(throws: LogError(.entryTooLarge, "")) { try entry.leaf() }
    }

    @Test("details with a strange, a repeated or too many names are refused")
    func details() throws {
        for hostile: AuditDetails in [
            ["a": .integer(1), "a": .integer(2)], ["": .integer(1)], ["张三": .integer(1)], ["A": .integer(1)],
            ["a b": .integer(1)], ["a\"": .integer(1)], ["aaaaaaaaaabbbbbbbbbbccccccccccddd": .integer(1)],
        ] {
            var entry = try entry()
            entry.details = hostile
            #expect(throws: LogError(.entryMalformed, "")) { try entry.leaf() }
        }
    }

    @Test("a lane counts from one")
    func lanes() throws {
        let node = try AuditIdentifier("n")
        for (lane, number) in [(0, 0), (0, -1), (-1, 1)] {
            #expect(throws: LogError(.sizeOutOfRange, "")) {
                try LanePosition(node: node, lane: lane, number: number)
            }
        }
    }
}
