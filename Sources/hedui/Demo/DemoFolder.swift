import Foundation

/// The folder that each demo makes anew: what is in it is deleted only when a demo put it there.
struct DemoFolder {
    let path: String

    /// Says that a demo made the folder, and is there from its first file to its last.
    private static let markerName = ".hedui-demo"
    private static let marker = "This folder is `hedui demo`'s: its next start deletes everything in it.\n"

    /// - Throws: `CommandFailure` with exit code 73 when the folder holds what no demo made.
    func checkReplaceable() throws { _ = try replaceableNames() }

    /// Empties the folder, or makes it; only its owner may look into it.
    func makeAnew() throws {
        for name in try replaceableNames() where name != Self.markerName {
            do {
                try FileManager.default.removeItem(atPath: "\(path)/\(name)")
            } catch {
                throw CommandFailure(.cannotWrite, "\(path)/\(name): cannot be deleted: check its rights")
            }
        }
        try FileContents.makeFolder(path, mode: 0o700)
        // One that was there, and empty, has the rights that somebody gave it.
        chmod(path, 0o700)
        try FileContents.write(Array(Self.marker.utf8), to: "\(path)/\(Self.markerName)")
    }

    private func replaceableNames() throws -> [String] {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            throw CommandFailure(.cannotWrite, "\(path): is no folder that can be read: name another with --folder")
        }
        guard names.isEmpty || names.contains(Self.markerName) else {
            throw CommandFailure(
                .cannotWrite,
                "\(path): holds files that no demo made, and a demo deletes everything in its folder: name a new or "
                    + "empty one with --folder, or empty this one yourself"
            )
        }
        return names
    }
}
