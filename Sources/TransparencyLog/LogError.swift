/// Why something of the log cannot be read, signed or stored.
///
/// Holds positions, paths and key names; never the content of an entry.
public struct LogError: Error, Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible {
    public enum Code: String, Sendable, Hashable, CaseIterable {
        case noteMalformed
        case keyMalformed
        case checkpointMalformed
        case tileMalformed
        case proofMalformed
        case frontierMalformed
        case identifierMalformed
        /// A text that may name a person was about to become part of an entry.
        case personalText
        case entryMalformed
        case entryTooLarge
        /// A key that we know is named, and its signature does not hold: the whole note is refused.
        case signatureInvalid
        /// No key that we know has signed the note.
        case signerUnknown
        /// Two different keys share one name and one id.
        case keyAmbiguous
        /// A key of this suite cannot sign notes.
        case keyUnusable
        /// The checkpoint belongs to another log.
        case originDiffers
        /// A proof does not lead from the entry to the checkpoint.
        case proofInvalid
        case sizeOutOfRange
        /// Stored rows contradict each other or the sealed state.
        case storageInconsistent
        /// The signer's own state is not there. It is never made silently: a lost state is no new log.
        case signerStateMissing
        /// Somebody else has moved the signer's state on.
        case signerStateChanged
    }

    public let code: Code
    /// What was expected and where, in words.
    public let context: String
    public let fileID: String
    public let line: Int

    public init(_ code: Code, _ context: String, fileID: String = #fileID, line: Int = #line) {
        self.code = code
        self.context = context
        self.fileID = fileID
        self.line = line
    }

    public var description: String { "\(context): \(remedy)" }
    public var debugDescription: String { "\(code.rawValue): \(description) (\(fileID):\(line))" }

    public static func == (left: Self, right: Self) -> Bool { left.code == right.code }

    private var remedy: String {
        switch code {
        case .noteMalformed: "not a signed note; fetch it again from the log"
        case .keyMalformed: "not a verifier key; copy it again from the log's operator"
        case .checkpointMalformed: "not a checkpoint; fetch it again from the log"
        case .tileMalformed: "not a tile of a log; fetch it again, or rebuild the tiles"
        case .proofMalformed: "not a proof file; ask for it again"
        case .frontierMalformed: "the sealed state is damaged; verify the log before anything is appended"
        case .identifierMalformed: "not an identifier; use 1 to 128 of A-Z a-z 0-9 . _ : / -"
        case .personalText: "looks like a person's number; an entry holds codes, digests and random identifiers only"
        case .entryMalformed: "not an entry of this log; check the program that wrote it"
        case .entryTooLarge: "the entry is too large; leave details out"
        case .signatureInvalid: "the signature of a known key does not hold; do not trust this note"
        case .signerUnknown: "no known key has signed; check the list of verifier keys"
        case .keyAmbiguous: "two keys share one name and id; remove one of them"
        case .keyUnusable: "the log is signed with Ed25519; configure such a key"
        case .originDiffers: "this belongs to another log; check the origin"
        case .proofInvalid: "the proof does not hold; do not trust it"
        case .sizeOutOfRange: "outside the log; check the index and the size"
        case .storageInconsistent: "the stored log contradicts itself; verify it before anything is appended"
        case .signerStateMissing: "the signer's state is missing; restore it, or open a new origin"
        case .signerStateChanged: "another signer has moved on; read the state again"
        }
    }
}
