import VerificationDomain

@testable import hedui

/// A `hedui.yaml` that a test changes; the files that it names are not there.
struct ConfigurationFile {
    let folder: ScratchFolder

    /// Of Shanghai's node in the test federation.
    static let text = """
        region: "310000"
        node: node-310000
        listen: {host: 127.0.0.1, port: 8431}
        store: store.sqlite
        log: {origin: node-310000.example/log/2026, folder: log, key: keys/log.key.pem}
        keys:
          signing: keys/signing.key.pem
          signingKeyId: sm2.310000
          suite: sm2-sm3
          keyEncryption: keys/key-encryption.key
          index: keys/index.key
        tls:
          certificate: keys/tls.cert.pem
          key: keys/tls.key.pem
          authorities: keys/tls-ca.cert.pem
        registry:
          file: registry.jwt
          rootKey: keys/registry-root.pem
        registers: {database: registers.sqlite, mapping: registers.yaml}
        rulePacks: rule-packs
        reports: reports

        """

    init() throws { folder = try ScratchFolder() }

    /// Reads the text after a change of one line of it.
    func load(replacing old: String, with new: String) throws -> NodeConfiguration {
        guard Self.text.ranges(of: old).count == 1 else {
            throw CommandFailure(.internalError, "the text does not have \(old) once")
        }
        return try load(Self.text.replacing(old, with: new))
    }

    /// Reads the text with one more line behind a line of it.
    func load(adding line: String, behind old: String) throws -> NodeConfiguration {
        try load(replacing: "\(old)\n", with: "\(old)\n\(line)\n")
    }

    func load(_ text: String = Self.text) throws -> NodeConfiguration {
        try folder.write(text, to: "hedui.yaml")
        return try NodeConfiguration.load(folder.file("hedui.yaml"))
    }
}
