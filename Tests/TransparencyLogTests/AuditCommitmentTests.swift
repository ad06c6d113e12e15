import Testing
import TransparencyLog
import VerificationDomain

@Suite("A commitment hides its value and binds to it")
struct AuditCommitmentTests {
    private func opening(salt: UInt8 = 7, field: String = "picture", value: String = "sm3:00") throws -> AuditOpening {
        try AuditOpening(field: field, salt: [UInt8](repeating: salt, count: 32), value: bytes(value))
    }

    /// Source: `{ printf 'audit-commit/v1\npicture\n'; head -c 32 /dev/zero | tr '\0' '\007'; printf sm3:00; } |
    /// openssl dgst -sha256 -binary | base64`.
    @Test("coreutils and OpenSSL make the same")
    func vector() throws {
        #expect(try opening().commitment(digests).text == "vh0AAk4oZY4WPIiIxIYT9qcuFTd7yth8TFglUDoeNNo=")
    }

    @Test("another salt, another field and another value each give another commitment")
    func binding() throws {
        let all = try [
            opening(), opening(salt: 8), opening(field: "report"), opening(value: "sm3:01"), opening(value: ""),
        ].map { $0.commitment(digests).text }
        #expect(Set(all).count == all.count)
        #expect(try opening().commitment(digests) == opening().commitment(digests))
    }

    @Test("a salt that is too short hides nothing and is refused, and a field has the form of a name")
    func malformed() {
        for count in [0, 16, 31, 33] {
            #expect(throws: LogError(.entryMalformed, "")) {
                try AuditOpening(field: "picture", salt: [UInt8](repeating: 0, count: count), value: [])
            }
        }
        for field in ["", "Picture", "a b", "a\nb", "姓名"] {
            #expect(throws: LogError(.entryMalformed, "")) { try opening(field: field) }
        }
    }

    @Test("an entry has each field once")
    func twice() throws {
        let time = Timestamp(seconds: 1_783_299_600)
        var entry = AuditEntry(
            id: UniqueIdentifier(at: time, random: SeededRandom(seed: "twice")),
            time: time,
            position: try LanePosition(node: AuditIdentifier("n"), lane: 0, number: 1),
            kind: .matchDecided
        )
        entry.commitments = [try opening().commitment(digests), try opening(salt: 8).commitment(digests)]
        #expect(throws: LogError(.entryMalformed, "")) { try entry.leaf() }
    }
}
