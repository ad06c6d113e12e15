import Foundation
import Testing

@Suite("A node that is not what the registry says of it does not start, and says why")
struct NodeIdentityTests {
    private let copy: DemoCopy

    init() throws { copy = try DemoState.finished().copy() }

    /// Both commands that open everything end with 78 and one line that holds these words.
    private func expectRefusal(_ words: String...) throws {
        for command in [["config", "validate"], ["serve"]] {
            let result = try HeduiProgram.run(command + ["--config", copy.configuration("310000")])
            #expect(result.status == 78, "\(command): \(result.text)")
            #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
            for word in words { #expect(result.errors.contains(word), "\(result.errors)") }
        }
    }

    private func replaceInMapping(_ old: String, with new: String) throws {
        let path = copy.file("310000/registers.yaml")
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let range = try #require(text.range(of: old))
        try text.replacingCharacters(in: range, with: new).write(toFile: path, atomically: true, encoding: .utf8)
    }

    @Test("a TLS certificate of the right authority that the registry lists for another region")
    func otherCertificate() throws {
        for name in ["tls.cert.pem", "tls.key.pem"] {
            let target = copy.file("310000/keys/\(name)")
            try FileManager.default.removeItem(atPath: target)
            try FileManager.default.copyItem(atPath: copy.file("320000/keys/\(name)"), toPath: target)
        }
        try expectRefusal("tls.certificate", "registry lists for 310000", "sha-256:")
    }

    @Test("a certificate that the registry lists with another public key than its own")
    func otherPublicKey() throws {
        let root = copy.file("pki/registry-root")
        let file = copy.file("310000/registry.jwt")
        let shown = try HeduiProgram.run(["registry", "show", file, "--root-key", "\(root)/public.pem"])
        var keys = shown.output.matches(of: /"publicKey":"(sha-256:[0-9a-f]{64})"/).map { String($0.output.1) }
        keys = keys.filter { $0 != keys[0] }
        let other = try #require(keys.first)
        let changed = shown.output.replacing(/"publicKey":"sha-256:[0-9a-f]{64}"/) { _ in "\"publicKey\":\"\(other)\"" }
        try changed.write(toFile: copy.file("registry.json"), atomically: true, encoding: .utf8)
        let signed = try HeduiProgram.run([
            "registry", "sign", copy.file("registry.json"), "--root-key", "\(root)/key.pem", "--out", file,
        ])
        try #require(signed.status == 0, "\(signed.text)")
        try expectRefusal("tls.certificate", "another public key")
    }

    @Test("a mapping of another region's registers")
    func otherRegion() throws {
        try replaceInMapping("region: \"310000\"", with: "region: \"320000\"")
        try expectRefusal("registers.yaml", "region", "320000", "310000")
    }

    @Test("a mapping that offers an item which the registry does not list for the region")
    func unlistedItem() throws {
        try replaceInMapping("item: vehicle", with: "item: qualification")
        try expectRefusal("registers.yaml", "qualification")
    }

    @Test("certificates in the registry without configured authorities that sign them")
    func noAuthorities() throws {
        try copy.replace("  signingAuthorities: keys/signing-ca.cert.pem\n", with: "", in: "310000")
        try expectRefusal("registry.signingAuthorities", "x5c")
    }

    @Test("certificates in the registry that a configured authority did not sign")
    func foreignAuthority() throws {
        try copy.replace("keys/signing-ca.cert.pem", with: "keys/tls-ca.cert.pem", in: "310000")
        try expectRefusal("x5c", "310000-1", "untrusted")
    }
}
