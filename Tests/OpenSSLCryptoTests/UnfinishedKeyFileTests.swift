import Foundation
import Testing

@testable import OpenSSLCrypto

@Suite("Key files that could not be finished")
struct UnfinishedKeyFileTests {
    @Test("a key file whose name cannot be forced to the disk is removed again, and said not to be written")
    func removed() throws {
        let folder = try TemporaryFolder()
        let locked = folder("locked")
        try makeLockedFolder(locked, in: folder)
        let (control, error) = try withoutPrivilege {
            let control = creat("\(locked)/control", 0o600)
            do throws(CryptoError) {
                try KeyFile.create("\(locked)/key.pem", [1, 2, 3])
                return (control, CryptoError?.none)
            } catch {
                return (control, error)
            }
        }
        // Shows that a file could be made there, so that one was made and went.
        try #require(control >= 0 && close(control) == 0)
        #expect(error?.code == .keyFileNotWritten)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: locked)
        #expect(try FileManager.default.contentsOfDirectory(atPath: locked) == ["control"])
    }

    /// Names may be made in it and taken away; it cannot be opened itself, which forcing it to the disk needs.
    private func makeLockedFolder(_ path: String, in folder: TemporaryFolder) throws {
        try FileManager.default.setAttributes([.posixPermissions: 0o711], ofItemAtPath: folder.path)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        if geteuid() == 0 {
            try FileManager.default.setAttributes([.ownerAccountID: Int(Self.ordinaryUser)], ofItemAtPath: path)
        }
        try FileManager.default.setAttributes([.posixPermissions: 0o300], ofItemAtPath: path)
    }

    private static let ordinaryUser: uid_t = 65_534

    /// Runs the body without root's right to open everything: the kernel keeps this user for each thread by itself, so
    /// no other test notices (setfsuid(2)).
    private func withoutPrivilege<R>(_ body: () -> R) throws -> R {
        guard geteuid() == 0 else { return body() }
        typealias SetUser = @convention(c) (uid_t) -> uid_t
        let setUser = unsafeBitCast(try #require(dlsym(nil, "setfsuid")), to: SetUser.self)
        _ = setUser(Self.ordinaryUser)
        defer { _ = setUser(0) }
        // It answers with the user before, so the second call tells whether the first one did anything.
        try #require(setUser(Self.ordinaryUser) == Self.ordinaryUser)
        return body()
    }
}
