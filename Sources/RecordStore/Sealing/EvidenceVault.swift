public import VerificationDomain

/// Seals what is personal before it reaches the database, and makes the keyed tags that it is found by.
///
/// Three layers of keys: the key-encryption key, outside the database, wraps one data key for each case or reply; the
/// data key seals the boxes; the index key, also outside, makes tags. Deleting a wrapped data key erases its boxes in
/// every copy of the database that the key-encryption key outlives.
public struct EvidenceVault: Sendable {
    private let sealing: any Sealing
    private let digests: any Digesting
    private let random: any RandomSource
    private let keyEncryptionKey: StoreKey
    private let indexKey: StoreKey

    public init(
        sealing: any Sealing,
        digests: any Digesting,
        random: any RandomSource,
        keyEncryptionKey: StoreKey,
        indexKey: StoreKey
    ) {
        self.sealing = sealing
        self.digests = digests
        self.random = random
        self.keyEncryptionKey = keyEncryptionKey
        self.indexKey = indexKey
    }

    /// A fresh data key, and the same wrapped for its row.
    func makeDataKey(for owner: DataKeyOwner) throws(StoreError) -> (key: SymmetricKey, wrapped: [UInt8]) {
        let bytes = random.bytes(32)
        guard let key = SymmetricKey(bytes: bytes) else {
            throw StoreError(.ioFailure, "random source", detail: "gave another number of bytes")
        }
        return (key, try seal(bytes, key: keyEncryptionKey.key, at: owner.place))
    }

    /// The data key of a wrapped one. An error names the file of the key-encryption key.
    func unwrap(_ wrapped: [UInt8], for owner: DataKeyOwner) throws(StoreError) -> SymmetricKey {
        let bytes: [UInt8]
        do { bytes = try sealing.open(wrapped, key: keyEncryptionKey.key, context: owner.place.context) } catch {
            throw StoreError(.wrongKey, "data key, with \(keyEncryptionKey.fileName)")
        }
        guard let key = SymmetricKey(bytes: bytes) else { throw StoreError(.damagedRow, "table data_key") }
        return key
    }

    func seal(_ bytes: [UInt8], key: SymmetricKey, at place: BoxPlace) throws(StoreError) -> [UInt8] {
        do { return try sealing.seal(bytes, key: key, context: place.context) } catch {
            throw StoreError(.tooLarge, "table \(place.table), column \(place.column)", detail: "\(error)")
        }
    }

    func open(_ box: [UInt8], key: SymmetricKey, at place: BoxPlace) throws(StoreError) -> [UInt8] {
        do { return try sealing.open(box, key: key, context: place.context) } catch {
            throw StoreError(.boxRefused, "table \(place.table), column \(place.column)")
        }
    }

    /// What a person's rows are found by; without the index key, trying out all identity numbers finds nothing.
    func subjectTag(_ identity: IdentityNumber) -> [UInt8] { tag("subject-tag/v1", Array(identity.text.utf8)) }

    /// A digest that only the holder of the index key can compare with a guess.
    func contentTag(_ bytes: [UInt8], kind: String) -> [UInt8] { tag("content-tag/v1 \(kind)", bytes) }

    /// The plain SHA-256 of evidence after it was opened.
    func digest(_ bytes: [UInt8]) -> Digest { digests.digest(bytes, .sha256) }

    private func tag(_ domain: String, _ bytes: [UInt8]) -> [UInt8] {
        digests.authenticationCode(Array("\(domain)\n".utf8) + bytes, key: indexKey.key, .sha256).bytes
    }
}

extension EvidenceVault {
    private static let checkPlace = BoxPlace("key_check", row: "key-encryption", "value")
    private static let checkText = Array("hedui store key check v1".utf8)

    /// What a new store keeps to recognise its keys by.
    func keyChecks() throws(StoreError) -> [(name: String, value: [UInt8])] {
        [
            ("key-encryption", try seal(Self.checkText, key: keyEncryptionKey.key, at: Self.checkPlace)),
            ("index", tag("key-check/v1", Self.checkText)),
        ]
    }

    /// Throws `wrongKey` with the name of the key file, unless both keys are those that the store was made with.
    func checkKeys(keyEncryption: [UInt8], index: [UInt8]) throws(StoreError) {
        guard
            let text = try? sealing.open(
                keyEncryption,
                key: keyEncryptionKey.key,
                context: Self.checkPlace.context
            ),
            text == Self.checkText
        else { throw StoreError(.wrongKey, keyEncryptionKey.fileName) }
        guard tag("key-check/v1", Self.checkText) == index else { throw StoreError(.wrongKey, indexKey.fileName) }
    }
}
