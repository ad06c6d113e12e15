import Foundation
import Testing

@Suite("Bad input gives one clear line, a non-zero exit, and stores nothing")
struct BadInputTests {
    /// Expects a command to be turned away: with this exit code, one line that holds these words, and no new row.
    @discardableResult
    private func expectRefusal(
        _ arguments: [String],
        of region: String,
        in copy: DemoCopy,
        status: Int32,
        _ words: [String]
    ) throws -> HeduiProgram.Result {
        let before = try copy.storedRows(region)
        let result = try HeduiProgram.run(arguments + ["--config", copy.configuration(region)])
        #expect(result.status == status, "\(arguments): \(result.text)")
        #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
        #expect(result.errors.hasPrefix("hedui: "), "\(result.errors)")
        #expect(result.output.isEmpty, "\(result.output)")
        for word in words { #expect(result.errors.contains(word), "\(result.errors)") }
        #expect(try copy.storedRows(region) == before, "something was stored")
        return result
    }

    /// Submits a household file after a change of its text, and expects to be turned away without a trace.
    @discardableResult
    private func submit(_ words: String..., change: (String) throws -> String) throws -> HeduiProgram.Result {
        let copy = try DemoState.finished().copy()
        let example = HeduiProgram.root.appending(path: "docs/examples/clean.json")
        let text = try String(contentsOf: example, encoding: .utf8)
        let changed = try change(text)
        try #require(changed != text)
        let file = copy.file("household.json")
        try changed.write(toFile: file, atomically: true, encoding: .utf8)
        return try expectRefusal(["check", "submit", file], of: "340000", in: copy, status: 65, words)
    }

    /// Replaces a region's TLS files by those of a federation whose certificates ended a month ago.
    private func expireCertificate(of region: String, in copy: DemoCopy) throws {
        let pki = copy.file("expired-pki")
        let made = try HeduiProgram.run(
            HeduiProgram.root.appending(path: "certs/make-development-pki.sh").path,
            ["--expired", region, pki, region]
        )
        try #require(made.status == 0, "\(made.text)")
        for name in ["tls.cert.pem", "tls.key.pem", "tls-ca.cert.pem"] {
            let target = copy.file("\(region)/keys/\(name)")
            try FileManager.default.removeItem(atPath: target)
            try FileManager.default.copyItem(atPath: "\(pki)/\(region)/\(name)", toPath: target)
        }
    }

    @Test("a malformed household file names the byte")
    func malformed() throws {
        try submit("byte ") { String($0.dropLast(20)) }
    }

    @Test("a misspelt member names its place")
    func misspelt() throws {
        try submit("$.members[0]") { $0.replacingOccurrences(of: "\"hukou\"", with: "\"hukuo\"") }
    }

    @Test("an identity number with a wrong check digit names its place and not the number")
    func checkDigit() throws {
        var number = ""
        let result = try submit("$.members[0].idNumber") { text in
            let match = try #require(text.firstMatch(of: /"idNumber": "(\d{17})([\dX])"/))
            let wrong = match.output.2 == "1" ? "2" : "1"
            number = String(match.output.1) + wrong
            return text.replacingOccurrences(of: "\(match.output.1)\(match.output.2)", with: number)
        }
        #expect(!result.text.contains(number))
    }

    @Test("a missing authorisation says what to add")
    func authorisation() throws {
        try submit("$.authorisations", "add the signed form") {
            $0.replacingOccurrences(of: "\"validFrom\": \"2026", with: "\"validFrom\": \"2096")
        }
    }

    @Test("a category that nobody offers is named")
    func category() throws {
        try submit("$.items", "qualification") { try Self.addItem("qualification", to: $0) }
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
        try submit("$.decidingRegion", "330000") {
            $0.replacingOccurrences(of: "\"decidingRegion\": \"340103\"", with: "\"decidingRegion\": \"330106\"")
        }
    }

    @Test("a household file that is not there")
    func missingFile() throws {
        let copy = try DemoState.finished().copy()
        try expectRefusal(
            ["check", "submit", "nowhere.json"],
            of: "310000",
            in: copy,
            status: 66,
            ["nowhere.json: the household file"]
        )
    }

    @Test(
        "a node's own expired certificate stops it with its file, and makes no partial report",
        arguments: [["config", "validate"], ["serve"], ["check", "submit", "docs/examples/clean.json"]]
    )
    func expiredCertificate(command: [String]) throws {
        let copy = try DemoState.finished().copy()
        try expireCertificate(of: "340000", in: copy)
        try expectRefusal(
            command,
            of: "340000",
            in: copy,
            status: 78,
            ["tls.certificate: ", "tls.cert.pem", "expired"]
        )
    }

    @Test(
        "a registry out of date stops the node with one line",
        arguments: [["config", "validate"], ["serve"], ["check", "submit", "docs/examples/clean.json"]]
    )
    func expiredRegistry(command: [String]) throws {
        let copy = try DemoState.finished().copy()
        // The joint conference's root key signs a registry that ended long ago.
        try copy.signRegistry(of: "340000") { text in
            text.replacing(/"(issuedAt|expiresAt)":"20\d\d/) { match in
                "\"\(match.output.1)\":\"\(match.output.1 == "issuedAt" ? 2020 : 2021)"
            }
        }
        try expectRefusal(
            command,
            of: "340000",
            in: copy,
            status: 78,
            ["registry.jwt", "registry has expired"]
        )
    }

    @Test("a port in use is named, and the second node ends")
    func portInUse() throws {
        // Another installation with the same port: whatever appears in this one's store, the refused start wrote.
        let other = try DemoState.finished().copy()
        let first = try RunningNode(configuration: other.configuration("310000"))
        defer { first.kill() }
        let copy = try DemoState.finished().copy()
        try expectRefusal(["serve"], of: "310000", in: copy, status: 69, ["port ", "in use"])
    }

    @Test("a full disk ends the check with one line, and the store holds no half of it")
    func diskFull() throws {
        let demo = try DemoState.finished()
        let copy = try demo.copy()
        let before = try copy.storedRows("340000")
        let result = try HeduiProgram.runOnFullDisk(
            ["check", "submit", "docs/examples/clean.json", "--config", copy.configuration("340000")],
            kibibytes: 48
        )
        #expect(result.status == 73, "\(result.text)")
        #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
        #expect(try copy.storedRows("340000") == before, "something was stored")
        let verified = try HeduiProgram.run(
            ["audit", "verify", "--config", copy.configuration("340000"), "--key", demo.verifierKey("340000")])
        #expect(verified.status == 0, "\(verified.text)")
    }

    @Test(
        "a key file that others can read is refused, with the command that mends it",
        arguments: ["signing.key.pem", "tls.key.pem"]
    )
    func exposedKey(name: String) throws {
        let copy = try DemoState.finished().copy()
        let key = copy.file("310000/keys/\(name)")
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: key)
        for command in [["config", "validate"], ["serve"]] {
            try expectRefusal(command, of: "310000", in: copy, status: 77, [name, "chmod 600"])
        }
    }

    @Test("a root key that cannot be read names its file")
    func rootKey() throws {
        let copy = try DemoState.finished().copy()
        try "no key".write(
            toFile: copy.file("310000/keys/registry-root.pem"),
            atomically: true,
            encoding: .utf8
        )
        try expectRefusal(["config", "validate"], of: "310000", in: copy, status: 77, ["registry-root.pem"])
    }

    @Test("a wrong configuration names file and field")
    func configuration() throws {
        let copy = try DemoState.finished().copy()
        try copy.replace("suite: sm2-sm3", with: "suite: rot13", in: "310000")
        for command in [["config", "validate"], ["serve"], ["check", "status"]] {
            try expectRefusal(command, of: "310000", in: copy, status: 78, ["hedui.yaml", "$.keys.suite"])
        }
    }
}
