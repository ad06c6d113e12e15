/// Why the store could not do what was asked. Names tables, columns and files; never a value out of a row.
public struct StoreError: Error, Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible {
    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// The database file is missing, or cannot be opened or created.
        case cannotOpen
        /// Others than the service's user may read or change a file or its folder.
        case exposed
        /// The file was written by a newer version of the program.
        case newerSchema
        /// The file was written by an older version, and was opened for reading only.
        case olderSchema
        /// The file is no database of ours, was cut short, or is damaged inside.
        case corrupt
        /// Another process held the lock for longer than the wait.
        case locked
        case diskFull
        /// The store was opened for reading only.
        case readOnly
        /// A read or write of the disk failed.
        case ioFailure
        /// A commit failed in a way that leaves open whether it is on the disk.
        case commitOutcomeUnknown
        /// A key from outside is not the one that this store was made with.
        case wrongKey
        /// A sealed box was changed or moved.
        case boxRefused
        /// A constraint of the schema refused a row.
        case constraint
        /// The row is not in the state that the change starts from: somebody else changed it first.
        case stateConflict
        /// Somebody else drives the case by now.
        case leaseLost
        case alreadyExists
        case notFound
        /// A column holds what this program never writes there.
        case damagedRow
        /// The numbers of that day are used up.
        case sequenceExhausted
        /// An input is over a named limit.
        case tooLarge
        /// The log in the database does not continue what was signed: an old backup, or a second log.
        case logBehindSigner
        /// A published file exists with other bytes.
        case publishedFileDiffers
        /// Another process is publishing the log.
        case publisherBusy
        /// Stored entries do not give the stored root.
        case logDamaged
        /// A statement of ours is wrong.
        case statement
        /// The store was closed.
        case closed
    }

    public let code: Code
    /// What it was about: a table, a column, a file, a step.
    public let context: String
    let detail: String
    public let fileID: String
    public let line: Int

    public init(
        _ code: Code,
        _ context: String,
        detail: String = "",
        fileID: String = #fileID,
        line: Int = #line
    ) {
        self.code = code
        self.context = context
        self.detail = detail
        self.fileID = fileID
        self.line = line
    }

    public var description: String { "\(context): \(remedy)" }

    public var debugDescription: String {
        "\(code.rawValue): \(description)\(detail.isEmpty ? "" : " [\(detail)]") (\(fileID):\(line))"
    }

    public static func == (left: Self, right: Self) -> Bool { left.code == right.code }

    private var remedy: String {
        switch code {
        case .cannotOpen: "cannot be opened; check the path and that the service's user may use it"
        case .exposed: "open to others than the service's user; chown it to that user and chmod 600 it (a folder: 700)"
        case .newerSchema: "written by a newer version; install that version, or restore a backup of this one"
        case .olderSchema: "written by an older version; open it for writing once, which brings it up to date"
        case .corrupt: "damaged or no store of ours; keep the file and restore a backup"
        case .locked: "another process holds the lock; stop it or try again"
        case .diskFull: "the disk is full and nothing was written; free space and repeat"
        case .readOnly: "opened for reading only; open the store for writing"
        case .ioFailure: "the disk failed; check it, then start again"
        case .commitOutcomeUnknown: "it is open whether the last commit is on the disk; restart to read what is there"
        case .wrongKey: "not the key that this store was made with; configure the right key file"
        case .boxRefused: "the sealed data was changed or moved; keep the file and restore a backup"
        case .constraint: "the row breaks a rule of the schema; this is a defect, report it"
        case .stateConflict: "changed by somebody else first; read it again"
        case .leaseLost: "another process has taken the case over and finishes it; look at its status"
        case .alreadyExists: "exists already; use another identifier"
        case .notFound: "there is no such row; check the identifier"
        case .damagedRow: "holds a value that this program does not write; keep the file and restore a backup"
        case .sequenceExhausted: "the 9999 numbers of that day are used up; use another office or day"
        case .tooLarge: "over the limit; split it"
        case .logBehindSigner: "holds less than was signed; recover the entries, or close this origin"
        case .publishedFileDiffers: "published before with other bytes; stop and find out who changed it"
        case .publisherBusy: "another process is publishing; wait for it"
        case .logDamaged: "stored entries and stored root disagree; keep the file and restore a backup"
        case .statement: "a statement failed; this is a defect, report it"
        case .closed: "the store was closed; open it again"
        }
    }
}
