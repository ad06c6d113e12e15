import Foundation

/// What was measured on.
enum Machine {
    static let cores = ProcessInfo.processInfo.activeProcessorCount

    static var description: String {
        let memory = Double(ProcessInfo.processInfo.physicalMemory) / 1_073_741_824
        let system = field("PRETTY_NAME", of: "/etc/os-release", separator: "=") ?? "unknown system"
        let openssl = (try? Command.output("/usr/bin/openssl", ["version"])) ?? "OpenSSL"
        return "\(processor), \(cores) cores, \(String(format: "%.0f", memory)) GiB, \(system), "
            + openssl.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static var processor: String {
        field("model name", of: "/proc/cpuinfo", separator: ":") ?? "unknown processor"
    }

    private static func field(_ name: String, of path: String, separator: Character) -> String? {
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix(name) }
        return line?.split(separator: separator, maxSplits: 1).last.map {
            $0.trimmingCharacters(in: CharacterSet(charactersIn: "\" \t"))
        }
    }
}

/// Runs another program to its end.
enum Command {
    struct Failed: Error {
        let program: String
        let status: Int32
    }

    static func output(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failed(program: program, status: process.terminationStatus)
        }
        return String(decoding: data, as: UTF8.self)
    }
}

/// CPU time and memory of this process or another one, from the kernel.
enum ProcessUsage {
    /// User and system time in seconds.
    static func cpuSeconds(of process: Int32) -> Double {
        let text = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ""
        // The command's name stands in parentheses and may hold spaces; utime and stime are fields 14 and 15.
        let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
        guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else { return 0 }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    static var ownCPUSeconds: Double { cpuSeconds(of: ProcessInfo.processInfo.processIdentifier) }

    /// Resident memory in MiB.
    static func residentMiB(of process: Int32) -> Double {
        let text = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        let kibibytes = line?.split(whereSeparator: { !$0.isNumber }).first.flatMap { Double($0) }
        return (kibibytes ?? 0) / 1024
    }
}
