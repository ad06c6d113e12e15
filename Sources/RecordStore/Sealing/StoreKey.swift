public import VerificationDomain

/// A key from outside the database, with the name of its file for error messages.
public struct StoreKey: Sendable {
    let key: SymmetricKey
    /// As the operator knows it, such as `keys/key-encryption.key`.
    public let fileName: String

    public init(_ key: SymmetricKey, fileName: String) {
        self.key = key
        self.fileName = fileName
    }
}
