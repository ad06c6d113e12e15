import Foundation
import Testing

@Suite("hedui check replay and report verify")
struct ReplayTests {
    @Test("a replay verifies the stored answers again and gives the same digest")
    func replays() throws {
        let demo = try DemoState.finished()
        let result = try HeduiProgram.run(
            ["check", "replay", demo.caseIdentifier(), "--config", demo.configuration("310000"), "--json"])
        #expect(result.status == 0, "\(result.text)")
        #expect(result.output.contains("\"verifiedAnswers\":4"))
    }

    @Test("one changed byte of stored evidence fails and names what was changed")
    func evidence() throws {
        let copy = try DemoState.finished().copy()
        try copy.tamper(
            "310000",
            """
            position,box=d.execute("SELECT position, box FROM evidence WHERE kind='answer' LIMIT 1").fetchone()
            box=bytearray(box); box[100]^=1
            d.execute('UPDATE evidence SET box=? WHERE position=?',(bytes(box),position))
            """
        )
        let result = try Self.replay(copy)
        #expect(result.status == 1)
        #expect(result.errors.contains("answer of query "), "\(result.text)")
    }

    @Test(
        "one changed byte of the stored rule pack or registry fails and names it",
        arguments: ["rulePack", "registry"]
    )
    func sharedEvidence(kind: String) throws {
        let copy = try DemoState.finished().copy()
        try copy.tamper(
            "310000",
            """
            box=bytearray(d.execute("SELECT bytes FROM shared_evidence WHERE kind='\(kind)'").fetchone()[0])
            box[-2]^=1
            d.execute("UPDATE shared_evidence SET bytes=? WHERE kind='\(kind)'",(bytes(box),))
            """
        )
        let result = try Self.replay(copy)
        #expect(result.status == 1)
        #expect(result.errors.contains("\(kind) of the case"), "\(result.text)")
    }

    @Test("a rule pack that was changed together with its digests does not fit the signed report")
    func rulePackWithDigest() throws {
        let copy = try DemoState.finished().copy()
        try copy.tamper(
            "310000",
            """
            d.execute('PRAGMA foreign_keys=OFF')
            old,box=d.execute("SELECT digest, bytes FROM shared_evidence WHERE kind='rulePack'").fetchone()
            box=bytes(box).replace(b'159500',b'259500')
            new=hashlib.sha256(box).digest()
            d.execute("UPDATE shared_evidence SET bytes=?, digest=? WHERE kind='rulePack'",(box,new))
            d.execute("UPDATE case_shared_evidence SET digest=? WHERE kind='rulePack'",(new,))
            """
        )
        let result = try Self.replay(copy)
        #expect(result.status == 1)
        #expect(result.errors.contains("rule pack"), "\(result.text)")
    }

    @Test("report verify accepts report.json, and refuses it with one byte changed or another report's signature")
    func reportVerify() throws {
        let demo = try DemoState.finished()
        let file = try demo.reportFile()
        let good = try HeduiProgram.run(["report", "verify", file, "--config", demo.configuration("320000")])
        #expect(good.status == 0, "\(good.text)")
        let folder = try TemporaryFolder()
        let text = try String(contentsOfFile: file, encoding: .utf8)
        try text.replacingOccurrences(of: "\"undeclared\"", with: "\"consistent\"")
            .replacingOccurrences(of: "\"understated\"", with: "\"consistent\"")
            .write(toFile: "\(folder.path)/report.json", atomically: true, encoding: .utf8)
        let changed = try HeduiProgram.run([
            "report", "verify", "\(folder.path)/report.json", "--signature", "\(file).jws", "--config",
            demo.configuration("320000"),
        ])
        #expect(changed.status == 1)
        #expect(changed.errors.contains("changed"), "\(changed.text)")
    }

    @Test("a replay needs no registry of today, no rule pack of today and no signing key of today")
    func replayOutlivesRegistry() throws {
        let copy = try DemoState.finished().copy()
        try copy.signRegistry(of: "310000") { text in
            text.replacing(/"(issuedAt|expiresAt)":"20\d\d/) { match in
                "\"\(match.output.1)\":\"\(match.output.1 == "issuedAt" ? 2020 : 2021)"
            }
        }
        try FileManager.default.removeItem(atPath: copy.file("310000/rule-packs"))
        try FileManager.default.removeItem(atPath: copy.file("310000/keys/signing.key.pem"))
        let result = try Self.replay(copy)
        #expect(result.status == 0, "\(result.text)")
        #expect(result.output.contains("4 answers verified"), "\(result.output)")
    }

    @Test("a replay trusts the stored registry by the root key that it is given, and by no other")
    func replayNeedsRootKey() throws {
        let copy = try DemoState.finished().copy()
        let other = try HeduiProgram.run(
            HeduiProgram.root.appending(path: "certs/make-development-pki.sh").path,
            [copy.file("other-pki"), "310000"]
        )
        try #require(other.status == 0, "\(other.text)")
        let key = copy.file("310000/keys/registry-root.pem")
        try FileManager.default.removeItem(atPath: key)
        try FileManager.default.copyItem(atPath: copy.file("other-pki/registry-root/public.pem"), toPath: key)
        let result = try Self.replay(copy)
        #expect(result.status == 1, "\(result.text)")
        #expect(result.errors.contains("registry"), "\(result.text)")
    }

    @Test("a case that is not there, or that has no report, is a missing input")
    func unknownCase() throws {
        let copy = try DemoState.finished().copy()
        let unknown = "0197b2a4-7c1d-7e3f-8a5b-123456789abc"
        for command in ["replay", "report", "status"] {
            let result = try HeduiProgram.run(["check", command, unknown, "--config", copy.configuration("310000")])
            #expect(result.status == 66, "\(command): \(result.text)")
            #expect(result.errors.contains("there is no case \(unknown)"), "\(result.text)")
        }
        try copy.tamper(
            "310000",
            """
            d.execute('PRAGMA foreign_keys=OFF')
            for table in ['report_print','report','report_number']: d.execute('DELETE FROM '+table)
            """
        )
        for command in ["replay", "report"] {
            let result = try HeduiProgram.run([
                "check", command, DemoState.finished().caseIdentifier(), "--config", copy.configuration("310000"),
            ])
            #expect(result.status == 66, "\(command): \(result.text)")
            #expect(result.errors.contains("has no report yet"), "\(result.text)")
        }
    }

    @Test("a report outlives its registry: what counts is whether that was in force when the report was issued")
    func reportOutlivesRegistry() throws {
        let demo = try DemoState.finished()
        let copy = try demo.copy()
        let report = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: demo.reportFile())))
        let identification = try #require((report as? [String: Any])?["report"] as? [String: Any])
        let issuedAt = try #require(identification["issuedAt"] as? String)
        let (registry, root) = (copy.file("310000/registry.jwt"), copy.file("310000/keys/registry-root.pem"))
        let trust = [
            ["--config", copy.configuration("310000")], ["--registry", registry, "--root-key", root],
        ]
        // It ended in the millisecond in which the report was issued.
        try copy.signRegistry(of: "310000") { text in
            text.replacing(/"expiresAt":"[^"]+"/) { _ in "\"expiresAt\":\"\(issuedAt)\"" }
        }
        let now = try HeduiProgram.run(["config", "validate", "--config", copy.configuration("310000")])
        try #require(now.errors.contains("registry has expired"), "\(now.text)")
        for options in trust {
            let result = try HeduiProgram.run(["report", "verify", demo.reportFile(), "--json"] + options)
            #expect(result.status == 0, "\(result.text)")
            #expect(result.output.contains("\"holds\":true"), "\(result.text)")
        }
        // It had ended before.
        try copy.signRegistry(of: "310000") { text in
            text.replacing(/"(issuedAt|expiresAt)":"20\d\d/) { match in
                "\"\(match.output.1)\":\"\(match.output.1 == "issuedAt" ? 2020 : 2021)"
            }
        }
        for options in trust {
            let result = try HeduiProgram.run(["report", "verify", demo.reportFile()] + options)
            #expect(result.status == 78, "\(result.text)")
            #expect(result.errors.contains("had expired when the report was issued"), "\(result.text)")
        }
    }

    @Test("check report --json prints exactly report.json, and check status lists the case")
    func reportAgain() throws {
        let demo = try DemoState.finished()
        // Opening a report leaves its row, so it works on a copy.
        let copy = try demo.copy()
        let printed = try HeduiProgram.run(
            ["check", "report", demo.caseIdentifier(), "--config", copy.configuration("310000"), "--json"])
        #expect(try printed.output == String(contentsOfFile: demo.reportFile(), encoding: .utf8) + "\n")
        let status = try HeduiProgram.run(["check", "status", "--config", demo.configuration("310000"), "--json"])
        #expect(try status.output.contains(demo.caseIdentifier()))
        #expect(status.output.contains("\"state\":\"reported\""))
    }

    @Test("each print of a report is counted on the page and in the audit log")
    func prints() throws {
        let demo = try DemoState.finished()
        let copy = try demo.copy()
        let arguments = try ["check", "report", demo.caseIdentifier(), "--config", copy.configuration("310000")]
        try #require(try HeduiProgram.run(arguments).status == 0)
        let third = try HeduiProgram.run(arguments)
        let line = try #require(third.output.split(separator: "\n").first { $0.contains("report.html  ") })
        let html = try String(contentsOfFile: String(line.split(separator: " ").last ?? ""), encoding: .utf8)
        #expect(html.contains("第3次打印"))
    }

    private static func replay(_ copy: DemoCopy) throws -> HeduiProgram.Result {
        try HeduiProgram.run(
            ["check", "replay", DemoState.finished().caseIdentifier(), "--config", copy.configuration("310000")])
    }
}
