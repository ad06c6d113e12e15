import Foundation
import Testing

@Suite("Bad input gives one clear line, a non-zero exit, and stores nothing")
struct BadInputTests {
    /// Submits a household file after a change of its text, and expects to be turned away without a trace.
    private func submit(_ change: (String) throws -> String) throws -> HeduiProgram.Result {
        let demo = try DemoState.finished()
        let copy = try demo.copy()
        let folder = try TemporaryFolder()
        let example = HeduiProgram.root.appending(path: "docs/examples/clean.json")
        let text = try String(contentsOf: example, encoding: .utf8)
        let changed = try change(text)
        try #require(changed != text)
        let file = "\(folder.path)/household.json"
        try changed.write(toFile: file, atomically: true, encoding: .utf8)
        let result = try HeduiProgram.run(["check", "submit", file, "--config", copy.configuration("340000")])
        let status = try HeduiProgram.run(["check", "status", "--config", copy.configuration("340000")])
        let before = try HeduiProgram.run(["check", "status", "--config", demo.configuration("340000")])
        #expect(status.output == before.output, "something was stored")
        #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
        return result
    }

    @Test("a malformed household file names the byte")
    func malformed() throws {
        let result = try submit { String($0.dropLast(20)) }
        #expect(result.status == 65)
        #expect(result.errors.contains("byte "), "\(result.errors)")
    }

    @Test("a misspelt member names its place")
    func misspelt() throws {
        let result = try submit { $0.replacingOccurrences(of: "\"hukou\"", with: "\"hukuo\"") }
        #expect(result.status == 65)
        #expect(result.errors.contains("$.members[0]"), "\(result.errors)")
    }

    @Test("an identity number with a wrong check digit names its place and not the number")
    func checkDigit() throws {
        var number = ""
        let result = try submit { text in
            let match = try #require(text.firstMatch(of: /"idNumber": "(\d{17})([\dX])"/))
            let wrong = match.output.2 == "1" ? "2" : "1"
            number = String(match.output.1) + wrong
            return text.replacingOccurrences(
                of: "\(match.output.1)\(match.output.2)",
                with: number
            )
        }
        #expect(result.status == 65)
        #expect(result.errors.contains("$.members[0].idNumber"), "\(result.errors)")
        #expect(!result.text.contains(number))
    }

    @Test("a missing authorisation says what to add")
    func authorisation() throws {
        let result = try submit {
            $0.replacingOccurrences(of: "\"validFrom\": \"2026", with: "\"validFrom\": \"2096")
        }
        #expect(result.status == 65)
        #expect(result.errors.contains("$.authorisations"), "\(result.errors)")
    }

    @Test("a category that nobody offers is named")
    func category() throws {
        let result = try submit { text in
            try Self.addItem("qualification", to: text)
        }
        #expect(result.status == 65)
        #expect(result.errors.contains("qualification"), "\(result.errors)")
    }

    private static func addItem(_ item: String, to text: String) throws -> String {
        let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        var household = try #require(object)
        household["items"] = (try #require(household["items"] as? [String])) + [item]
        let data = try JSONSerialization.data(withJSONObject: household, options: [.sortedKeys])
        return String(decoding: data, as: UTF8.self)
    }

    @Test("a household that another region decides on is sent there")
    func decidedElsewhere() throws {
        let result = try submit {
            $0.replacingOccurrences(of: "\"decidingRegion\": \"340103\"", with: "\"decidingRegion\": \"330106\"")
        }
        #expect(result.status == 65)
        #expect(result.errors.contains("$.decidingRegion"), "\(result.errors)")
    }

    @Test("a household file that is not there")
    func missingFile() throws {
        let demo = try DemoState.finished()
        let result = try HeduiProgram.run(["check", "submit", "nowhere.json", "--config", demo.configuration("310000")])
        #expect(result.status == 66)
    }

    @Test("an expired certificate is found by config validate, with its file")
    func expiredCertificate() throws {
        let demo = try DemoState.finished()
        let copy = try demo.copy()
        let pki = copy.file("expired-pki")
        let made = try HeduiProgram.run(
            HeduiProgram.root.appending(path: "certs/make-development-pki.sh").path,
            ["--expired", "310000", pki, "310000"]
        )
        try #require(made.status == 0, "\(made.text)")
        for name in ["tls.cert.pem", "tls.key.pem", "tls-ca.cert.pem"] {
            let target = copy.file("310000/keys/\(name)")
            try FileManager.default.removeItem(atPath: target)
            try FileManager.default.copyItem(atPath: "\(pki)/310000/\(name)", toPath: target)
        }
        for command in [["config", "validate"], ["serve"]] {
            let result = try HeduiProgram.run(command + ["--config", copy.configuration("310000")])
            #expect(result.status == 78, "\(command): \(result.text)")
            #expect(result.errors.contains("tls.certificate"), "\(result.text)")
        }
    }

    @Test("a registry out of date stops the node with one line")
    func expiredRegistry() throws {
        let copy = try DemoState.finished().copy()
        let root = copy.file("pki/registry-root")
        let shown = try HeduiProgram.run(
            ["registry", "show", copy.file("310000/registry.jwt"), "--root-key", "\(root)/public.pem"])
        try #require(shown.status == 0, "\(shown.text)")
        // The joint conference's root key signs a registry that ended long ago.
        let expired = shown.output.replacing(/"(issuedAt|expiresAt)":"20\d\d/) { match in
            "\"\(match.output.1)\":\"\(match.output.1 == "issuedAt" ? 2020 : 2021)"
        }
        try expired.write(toFile: copy.file("registry.json"), atomically: true, encoding: .utf8)
        let signed = try HeduiProgram.run([
            "registry", "sign", copy.file("registry.json"), "--root-key", "\(root)/key.pem", "--out",
            copy.file("310000/registry.jwt"),
        ])
        try #require(signed.status == 0, "\(signed.text)")
        let validated = try HeduiProgram.run(["config", "validate", "--config", copy.configuration("310000")])
        #expect(validated.status == 78)
        #expect(validated.errors.contains("registry has expired"), "\(validated.text)")
    }

    @Test("a port in use is named, and the second node ends")
    func portInUse() async throws {
        let copy = try DemoState.finished().copy()
        let first = try RunningNode(configuration: copy.configuration("310000"))
        defer { first.kill() }
        let result = try HeduiProgram.run(["serve", "--config", copy.configuration("310000")])
        #expect(result.status == 69, "\(result.text)")
        #expect(result.errors.contains("in use"), "\(result.text)")
    }

    @Test("a full disk ends the check with one line, and the store holds no half of it")
    func diskFull() throws {
        let demo = try DemoState.finished()
        let copy = try demo.copy()
        // A limit of 48 KiB on file sizes makes writing fail as a full disk does; the signal that would end the
        // program is off.
        let command =
            "trap '' XFSZ; ulimit -f 48; exec \(HeduiProgram.path) check submit "
            + "docs/examples/clean.json --config \(copy.configuration("340000"))"
        let result = try HeduiProgram.run("/bin/bash", ["-c", command])
        #expect(result.status == 73, "\(result.text)")
        let status = try HeduiProgram.run(["check", "status", "--config", copy.configuration("340000")])
        let before = try HeduiProgram.run(["check", "status", "--config", demo.configuration("340000")])
        #expect(status.output == before.output, "something was stored: \(status.text)")
        let verified = try HeduiProgram.run(
            ["audit", "verify", "--config", copy.configuration("340000"), "--key", demo.verifierKey("340000")])
        #expect(verified.status == 0, "\(verified.text)")
    }

    @Test("a key file that others can read is refused, with the command that mends it")
    func exposedKey() throws {
        let copy = try DemoState.finished().copy()
        let key = copy.file("310000/keys/signing.key.pem")
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: key)
        let result = try HeduiProgram.run(["config", "validate", "--config", copy.configuration("310000")])
        #expect(result.status == 77)
        #expect(result.errors.contains("600"), "\(result.text)")
    }

    @Test("a wrong configuration names file and field")
    func configuration() throws {
        let copy = try DemoState.finished().copy()
        try copy.replace("suite: sm2-sm3", with: "suite: rot13", in: "310000")
        let result = try HeduiProgram.run(["config", "validate", "--config", copy.configuration("310000")])
        #expect(result.status == 78)
        #expect(result.errors.contains("$.keys.suite"), "\(result.text)")
    }
}
