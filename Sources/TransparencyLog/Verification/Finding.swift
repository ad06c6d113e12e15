/// Something that is wrong with a log, and where.
public struct Finding: Sendable, Hashable, CustomStringConvertible {
    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// There is no checkpoint, or nobody we know has signed it.
        case checkpointRefused
        /// The entries do not give the root that was signed.
        case rootDiffers
        /// The log is smaller than an older checkpoint says.
        case logShrank
        /// The beginning of the log is another than an older checkpoint says.
        case historyChanged
        /// The entry is not the one that was signed.
        case entryChanged
        /// The published hash of an entry is not the one that was signed; the entry is.
        case publishedHashChanged
        /// An entry and its published hash differ, and neither fits the signed root.
        case entryAndHashDiffer
        /// The stored hash of a row is not the hash of its bytes.
        case storedHashDiffers
        /// The published bundle holds other bytes than the row.
        case bundleDiffers
        /// Rows are missing below the size that was signed.
        case entryMissing
        /// A row's index was there before, or lies behind the one before it.
        case entryOutOfOrder
        case tileMissing
        case tileMalformed
        /// A hash of a tile above the lowest level is not the hash of the tile below.
        case tileChanged
        /// A number is missing in the count of a lane: an entry was dropped before it was sealed.
        case counterGap
        /// A number of a lane came twice.
        case counterRepeated
        /// The row in which a start of the node says that it stopped, and the rows of its lane, contradict each other.
        case laneDisagrees
        /// A lane has no row that says that it stopped: the node runs, or it ended without saying so, and rows behind
        /// the last one may be missing. Told as a note, because a crash is no forgery.
        case laneOpen
        /// The bytes are not an entry of ours.
        case entryUnreadable
        /// The row of the database holds what no row of a log holds.
        case rowDamaged
        /// The database cannot be read from this row on.
        case databaseUnreadable
        /// The sealed state or a stored subtree is not what the rows give.
        case stateDiffers
        /// There is more, which is not listed.
        case tooManyFindings
    }

    public let code: Code
    /// The index of the first entry that is meant, when one can be named.
    public let entry: Int?
    /// The tile that is meant, when one can be named.
    public let file: LogFile?
    /// What is wrong, in words; nothing of an entry's content.
    public let text: String

    /// `text` must not hold anything of an entry's content.
    public init(_ code: Code, entry: Int? = nil, file: LogFile? = nil, _ text: String) {
        self.code = code
        self.entry = entry
        self.file = file
        self.text = text
    }

    public var description: String { "\(code.rawValue): \(text)" }
}

/// Findings up to a limit, so that a log that is wrong everywhere does not fill memory.
struct FindingList: Sendable {
    static let limit = 1000

    private(set) var findings: [Finding] = []
    var isFull: Bool { findings.count >= Self.limit }

    mutating func add(_ finding: Finding) {
        if findings.count == Self.limit - 1 {
            findings.append(Finding(.tooManyFindings, "there are \(Self.limit) findings or more"))
        } else if !isFull {
            findings.append(finding)
        }
    }

    mutating func add(_ others: [Finding]) {
        for finding in others { add(finding) }
    }
}
