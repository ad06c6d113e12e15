/// Why a key, a sealed box or a certificate cannot be used.
///
/// Holds positions, file paths and fingerprints; never a key, a plaintext or a name out of a certificate.
public struct CryptoError: Error, Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible {
    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// The bytes are not a key of a suite that we know, or the key lies outside its range.
        case keyUnusable
        /// The key file is missing or cannot be read.
        case keyFileUnreadable
        /// Others than its owner may read or change the key file, or it is not a regular file of ours.
        case keyFileExposed
        /// Something has that name already; a key file is never overwritten.
        case keyFileExists
        case keyFileNotWritten
        /// A sealed box was changed, cut, moved to another context or sealed under another key.
        case boxRefused
        /// The plaintext is over the limit.
        case plaintextTooLarge
        /// The random source gave another number of bytes than was asked for.
        case randomUnusable
        case certificateUnreadable
        case certificateExpired
        case certificateNotYetValid
        /// No trust root stands at the end of the chain.
        case certificateUntrusted
        case certificateSignatureInvalid
        /// The chain breaks a rule of RFC 5280 section 6: purpose, depth, constraints, strength.
        case certificateUnsuitable
        /// libcrypto lacks an algorithm or refused an operation that it must accept.
        case libraryFailure
    }

    public let code: Code
    /// What it was about: a file, a certificate's place in its chain, an operation.
    public let context: String
    /// The words of libcrypto; shown only by `debugDescription`.
    let detail: String
    public let fileID: String
    public let line: Int

    init(_ code: Code, _ context: String, detail: String = "", fileID: String = #fileID, line: Int = #line) {
        self.code = code
        self.context = context
        self.detail = detail
        self.fileID = fileID
        self.line = line
    }

    /// Drains libcrypto's error queue into the detail, so that the next call on this thread starts with an empty one.
    static func fromLibrary(
        _ code: Code,
        _ context: String,
        fileID: String = #fileID,
        line: Int = #line
    ) -> CryptoError {
        CryptoError(code, context, detail: ErrorQueue.drain(), fileID: fileID, line: line)
    }

    public var description: String { "\(context): \(remedy)" }

    public var debugDescription: String {
        "\(code.rawValue): \(description)\(detail.isEmpty ? "" : " [\(detail)]") (\(fileID):\(line))"
    }

    public static func == (left: Self, right: Self) -> Bool { left.code == right.code }

    private var remedy: String {
        switch code {
        case .keyUnusable:
            "not a usable key; SM2, P-256 and Ed25519 keys are PKCS#8 PEM without pass phrase; make a new one"
        case .keyFileUnreadable: "cannot be read; check the path and that the service's user may read it"
        case .keyFileExposed: "not private to the service's user; chown it to that user and chmod 600 it"
        case .keyFileExists: "exists already; choose another name, or move the old key away first"
        case .keyFileNotWritten: "could not be written; check the folder's rights and free space"
        case .boxRefused: "the sealed data was changed, moved or sealed under another key; restore it from a backup"
        case .plaintextTooLarge: "larger than may be sealed at once; split it"
        case .randomUnusable: "the random source failed; check the machine's entropy"
        case .certificateUnreadable: "not an X.509 certificate in PEM or DER that we can read; check the file"
        case .certificateExpired: "expired; ask its authority for a new one"
        case .certificateNotYetValid: "not yet valid; check this machine's clock, or wait"
        case .certificateUntrusted: "not issued under a trust root that we hold; check the chain and the registry"
        case .certificateSignatureInvalid: "its issuer's signature does not verify; ask its authority for a new one"
        case .certificateUnsuitable: "may not be used for this; ask its authority for one of the right kind"
        case .libraryFailure: "libcrypto refused an operation; check the installed version of OpenSSL (3.0 or later)"
        }
    }
}
