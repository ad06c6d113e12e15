import Foundation
import Testing

@Suite("make test")
struct MakeTests {
    /// Runs the Makefile with a `swift` that prints these words and ends with this code.
    private func make(printing words: String, status: Int = 0) throws -> HeduiProgram.Result {
        let folder = try TemporaryFolder()
        let path = folder.path
        for name in ["bin", "deploy"] {
            try FileManager.default.createDirectory(atPath: "\(path)/\(name)", withIntermediateDirectories: true)
        }
        try FileManager.default.copyItem(
            atPath: HeduiProgram.root.appending(path: "Makefile").path,
            toPath: "\(path)/Makefile"
        )
        let swift = "#!/bin/sh\nif [ \"$1\" = test ]; then echo '\(words)'; exit \(status); fi\n"
        for (name, text) in [("bin/swift", swift), ("deploy/install-dependencies.sh", "#!/bin/sh\n")] {
            try text.write(toFile: "\(path)/\(name)", atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: "\(path)/\(name)")
        }
        let command = "unset MAKEFLAGS MAKELEVEL MFLAGS; export PATH=\"$0/bin:$PATH\"; exec make -C \"$0\" test"
        return try HeduiProgram.run("/bin/sh", ["-c", command, path])
    }

    private func closingLine(_ result: HeduiProgram.Result) -> String {
        let lines = result.output.split(separator: "\n").filter { !$0.hasPrefix("make: ") }
        return lines.last.map(String.init) ?? ""
    }

    @Test("the closing line counts the tests")
    func counts() throws {
        let result = try make(printing: "✔ Test run with 1234 tests in 98 suites passed after 5.018 seconds.")
        #expect(result.status == 0, "\(result.text)")
        #expect(closingLine(result) == "hedui: 1234 tests in 98 suites passed")
    }

    @Test("a test that fails, no count, and a count of none are failures, whatever was printed")
    func failures() throws {
        let counted = "✔ Test run with 5 tests in 2 suites passed after 1.0 seconds."
        for (words, status) in [
            (counted, 1), ("Build complete!", 0), ("✔ Test run with 0 tests in 0 suites passed after 0.0 seconds.", 0),
            ("✘ Test run with 5 tests in 2 suites failed after 1.0 seconds with 1 issue.", 1),
        ] {
            let result = try make(printing: words, status: status)
            #expect(result.status != 0, "\(words): \(result.text)")
            #expect(!closingLine(result).hasPrefix("hedui: "), "\(result.output)")
        }
    }
}
