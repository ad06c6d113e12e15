import Foundation
import Testing

@testable import hedui

@Suite("The key of the TLS certificate belongs to the service's user alone")
struct TLSKeyFileTests {
    private let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
        try folder.write("a key", to: "tls.key.pem")
    }

    private func expectRefusal(_ path: String, _ words: String) {
        let failure = #expect(throws: CommandFailure.self) { try TLSKeyFile(path: path).check() }
        #expect(failure?.status == .keyProblem)
        #expect(failure?.description.contains("tls.key: \(path) \(words)") == true, "\(failure?.description ?? "")")
    }

    @Test("a file that its owner may read, or read and write, is fine, behind a symbolic link too")
    func fine() throws {
        try FileManager.default.createSymbolicLink(
            atPath: folder.file("link.pem"),
            withDestinationPath: folder.file("tls.key.pem")
        )
        for mode in [0o600, 0o400] {
            try folder.setMode(mode, of: "tls.key.pem")
            for name in ["tls.key.pem", "link.pem"] {
                #expect(throws: Never.self) { try TLSKeyFile(path: folder.file(name)).check() }
            }
        }
    }

    @Test(
        "one right more is refused: its group's, anybody's, or to run it",
        arguments: [0o640, 0o620, 0o610, 0o604, 0o602, 0o601, 0o700]
    )
    func exposed(mode: Int) throws {
        try folder.setMode(mode, of: "tls.key.pem")
        expectRefusal(folder.file("tls.key.pem"), "is not private to the service's user")
    }

    @Test("a file of another user is refused, whatever its mode")
    func foreign() throws {
        var path = "/etc/passwd"
        if geteuid() == 0 {
            path = folder.file("tls.key.pem")
            try folder.setMode(0o600, of: "tls.key.pem")
            try FileManager.default.setAttributes([.ownerAccountID: 65_534], ofItemAtPath: path)
        }
        expectRefusal(path, "is not private to the service's user")
    }

    @Test("a folder, a device and a name without a file are no key files")
    func irregular() {
        for path in [folder.path, "/dev/zero", folder.file("none.pem")] { expectRefusal(path, "cannot be read") }
    }
}
