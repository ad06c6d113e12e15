public import CurlTransport
import Foundation

/// Authorities and certificates made by the `openssl` command for one test, in a directory that goes with them.
public final class TestCertificates: Sendable {
    public struct CommandFailed: Error {
        public let arguments: [String]
    }

    private let directory: URL

    public init() throws {
        directory = FileManager.default.temporaryDirectory.appendingPathComponent("curl-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: false)
        try makeAuthority("authority")
        try makeAuthority("stranger")
    }

    deinit { remove() }

    /// Removes the directory now, whoever still holds this object.
    public func remove() {
        try? FileManager.default.removeItem(at: directory)
    }

    /// The authority that both sides trust unless a test says otherwise.
    public var authorityFile: String { file("authority.pem") }

    /// An authority that nobody was told of.
    public var strangerFile: String { file("stranger.pem") }

    /// - Parameter days: negative for a certificate that has expired.
    public func issue(
        _ name: String,
        for subjectNames: String,
        by authority: String = "authority",
        days: Int = 2
    ) throws -> ClientIdentity {
        try openssl(
            ["req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=\(name)"]
                + ["-keyout", file("\(name).key"), "-out", file("\(name).csr")]
        )
        try Data("subjectAltName=\(subjectNames)\nbasicConstraints=critical,CA:FALSE\n".utf8)
            .write(to: directory.appendingPathComponent("\(name).ext"))
        try openssl(
            ["x509", "-req", "-in", file("\(name).csr"), "-out", file("\(name).pem"), "-days", "\(days)"]
                + ["-CA", file("\(authority).pem"), "-CAkey", file("\(authority).key"), "-CAcreateserial"]
                + ["-extfile", file("\(name).ext")]
        )
        return ClientIdentity(certificateFile: file("\(name).pem"), privateKeyFile: file("\(name).key"))
    }

    /// The same identity with its key behind a password.
    public func encryptKey(of identity: ClientIdentity) throws -> ClientIdentity {
        let encrypted = identity.privateKeyFile + ".encrypted"
        try openssl(
            ["pkcs8", "-topk8", "-in", identity.privateKeyFile, "-out", encrypted, "-passout", "pass:invented"])
        return ClientIdentity(certificateFile: identity.certificateFile, privateKeyFile: encrypted)
    }

    /// SHA-256 of an identity's SubjectPublicKeyInfo in DER, computed by the `openssl` command alone.
    public func publicKeyDigest(of identity: ClientIdentity) throws -> [UInt8] {
        let (key, digest) = (identity.certificateFile + ".spki", identity.certificateFile + ".digest")
        try openssl(["pkey", "-in", identity.privateKeyFile, "-pubout", "-outform", "DER", "-out", key])
        try openssl(["dgst", "-sha256", "-binary", "-out", digest, key])
        return [UInt8](try Data(contentsOf: URL(fileURLWithPath: digest)))
    }

    private func makeAuthority(_ name: String) throws {
        try openssl(
            ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
                + ["-subj", "/CN=Invented \(name)", "-keyout", file("\(name).key"), "-out", file("\(name).pem")]
        )
    }

    private func file(_ name: String) -> String { directory.appendingPathComponent(name).path }

    private func openssl(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["openssl"] + arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CommandFailed(arguments: arguments) }
    }
}
