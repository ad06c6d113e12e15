import Foundation

/// The key file of the TLS certificate: read by libcurl and NIO themselves, so its rights are checked here.
struct TLSKeyFile {
    let path: String

    /// Throws exit code 77 unless it is a regular file of this process's user that nobody else may touch, as a signing
    /// key has to be. A symbolic link is followed.
    func check() throws {
        let target = URL(filePath: path).resolvingSymlinksInPath().path
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: target),
            attributes[.type] as? FileAttributeType == .typeRegular
        else { throw CommandFailure(.keyProblem, "tls.key: \(path) cannot be read; name a PEM file in hedui.yaml") }
        let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0o777
        let owner = (attributes[.ownerAccountID] as? NSNumber)?.uint32Value
        guard owner == geteuid(), mode & ~0o600 == 0 else {
            throw CommandFailure(
                .keyProblem,
                "tls.key: \(path) is not private to the service's user; chown it to that user and chmod 600 it"
            )
        }
    }
}
