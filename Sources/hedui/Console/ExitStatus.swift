import ArgumentParser

/// What the exit code of every command means; docs/commands.md lists them too. Numbers follow BSD sysexits.
enum ExitStatus: Int32, CaseIterable {
    case success = 0
    /// A verification ran to its end and found something wrong: it is named on standard output.
    case verificationFailed = 1
    case usage = 64
    /// A file that the caller gave is malformed; the message names the place in it.
    case badInput = 65
    /// A file or a case that the caller named is not there.
    case missingInput = 66
    /// Something that is needed does not answer: a port in use, a node that does not start.
    case unavailable = 69
    /// A defect of this program, or a store that is not as it left it.
    case internalError = 70
    /// Something could not be written: no space, no permission.
    case cannotWrite = 73
    /// A key file that is missing or that others could read, or keys that do not fit.
    case keyProblem = 77
    /// The configuration, or something that it names, is wrong.
    case configuration = 78

    var code: ExitCode { ExitCode(rawValue) }
}

/// One clear line for the person at the keyboard, and the exit code that goes with it.
struct CommandFailure: Error, CustomStringConvertible {
    let status: ExitStatus
    /// What is wrong, where, and what to do about it; nothing personal.
    let description: String

    init(_ status: ExitStatus, _ description: String) {
        self.status = status
        self.description = description
    }
}
