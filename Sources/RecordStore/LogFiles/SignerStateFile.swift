import Foundation
public import TransparencyLog

/// The signer's memory in a file of its own (0600), apart from the database: a restored database meets a signer that
/// remembers what it promised.
///
/// The file is `hedui-signer-state/v1` LF, then the promised checkpoint: its text alone between the promise and the
/// signature, the whole note afterwards.
public struct SignerStateFile: SignerStateStorage {
    private static let header = Array("hedui-signer-state/v1\n".utf8)
    private static let byteLimit = SignedNote.byteLimit + 1024

    public let path: String
    private let faults: FaultInjection

    public init(path: String, faults: FaultInjection = .none) {
        self.path = path
        self.faults = faults
    }

    public var exists: Bool { FileManager.default.fileExists(atPath: path) }

    /// Throws `LogError.signerStateMissing` when there is no file, `StoreError.corrupt` when it is none of ours.
    public func load() throws -> SignerState {
        guard let bytes = try DurableFile.read(path, limit: Self.byteLimit) else {
            throw LogError(.signerStateMissing, path)
        }
        guard bytes.starts(with: Self.header) else { throw StoreError(.corrupt, path) }
        let text = Array(bytes.dropFirst(Self.header.count))
        do throws(LogError) {
            return try SignerState(bytes: text)
        } catch {
            throw StoreError(.corrupt, path, detail: error.description)
        }
    }

    /// Compares and replaces under a lock between processes.
    ///
    /// Dies before the rename: the old promise stands and nothing was signed under the new one. Dies after it: the new
    /// promise stands, and the same checkpoint may be asked for again.
    public func replace(_ expected: SignerState, with new: SignerState) throws {
        let lock = try FileLock.take("\(path).lock", waits: true)
        defer { withExtendedLifetime(lock) {} }
        guard try load() == expected else { throw LogError(.signerStateChanged, path) }
        try write(new)
    }

    /// Makes the state of a log that is opened now. Throws `StoreError.alreadyExists` when there is one.
    public func create(_ state: SignerState) throws {
        try DurableFile.createFolder((path as NSString).deletingLastPathComponent, mode: 0o700)
        let lock = try FileLock.take("\(path).lock", waits: true)
        defer { withExtendedLifetime(lock) {} }
        guard !exists else { throw StoreError(.alreadyExists, path) }
        try write(state)
    }

    private func write(_ state: SignerState) throws {
        try DurableFile(path: path, mode: 0o600, faults: faults).replace(with: Self.header + state.bytes)
    }
}
