import Foundation
import NIOCore

/// Nodes that `--keep` left behind: they hold the ports and the files that are about to be replaced.
struct EarlierNodes {
    /// `nodes.pid`: the number of one process a line.
    let file: String
    /// The demo's folder, where their configurations are.
    let folder: String

    private static let interval = TimeAmount.milliseconds(50)
    /// Looks before a node is ended at once: fifteen seconds, and it gives the requests in work ten.
    private static let patience = 300

    /// Asks them to stop and returns when they have.
    func stop() async {
        var running = identifiers.filter(isNode)
        guard !running.isEmpty else { return }
        for identifier in running { kill(identifier, SIGTERM) }
        var looks = 0
        for await _ in Ticks.every(Self.interval) {
            running = running.filter(isNode)
            if running.isEmpty { return }
            looks += 1
            if looks == Self.patience { for identifier in running { kill(identifier, SIGKILL) } }
        }
    }

    private var identifiers: [Int32] {
        let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").compactMap { Int32($0) }
    }

    /// Only a process that really is a node of this folder: the number may belong to another program by now.
    private func isNode(_ identifier: Int32) -> Bool {
        let command = FileManager.default.contents(atPath: "/proc/\(identifier)/cmdline") ?? Data()
        let words = command.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        return words.contains("serve") && words.last?.hasPrefix("\(folder)/") == true
    }
}
