public import VerificationDomain

/// What opens one commitment of an entry: the value that the entry stands for, and the salt that hides it.
///
/// Personal: it is kept sealed with its case, never in an entry, and goes with the case when that is erased.
public struct AuditOpening: Sendable, Hashable {
    /// Bytes of a salt. With 256 random bits nobody confirms a guess of the value without it.
    public static let saltByteCount = 32
    private static let domain = "audit-commit/v1"

    /// The name of the field in the entry's `c`: `[a-z][A-Za-z0-9]*`.
    public let field: String
    public let salt: [UInt8]
    public let value: [UInt8]

    /// `LogError.entryMalformed` for a name or a salt of another form.
    public init(field: String, salt: [UInt8], value: [UInt8]) throws(LogError) {
        guard AuditDetails.isName(field), salt.count == Self.saltByteCount else {
            throw LogError(.entryMalformed, "opening of a commitment")
        }
        self.field = field
        self.salt = salt
        self.value = value
    }

    /// What stands in the entry: SHA-256("audit-commit/v1" LF field LF ‖ salt ‖ value), in base64. Hiding as long as
    /// the salt is secret, binding by SHA-256.
    public func commitment(_ digests: any Digesting) -> AuditCommitment {
        let bytes = Array("\(Self.domain)\n\(field)\n".utf8) + salt + value
        return AuditCommitment(field: field, digest: digests.digest(bytes, .sha256).bytes)
    }
}

/// A salted digest in an entry, which says nothing to whoever does not hold its opening.
public struct AuditCommitment: Sendable, Hashable {
    public let field: String
    let digest: [UInt8]

    fileprivate init(field: String, digest: [UInt8]) {
        self.field = field
        self.digest = digest
    }

    /// As it stands in the entry: standard base64.
    public var text: String { Base64.standard.encode(digest) }
}
