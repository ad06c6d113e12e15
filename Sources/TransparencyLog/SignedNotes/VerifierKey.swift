public import VerificationDomain

/// A public key with the name it signs under, as everybody passes it on: `name+<id>+base64(type ‖ key)`
/// (C2SP signed-note).
public struct VerifierKey: Sendable, Hashable, CustomStringConvertible {
    public enum Material: Sendable, Hashable {
        /// Type 0x01: signs the text of notes.
        case ed25519(PublicKey)
        /// Type 0x04: signs a time and a checkpoint. Read and kept; this version checks no cosignatures.
        case cosignature(PublicKey)
        /// A type that this version does not know. Read and kept, so that a list of keys may hold it.
        case other(type: UInt8, bytes: [UInt8])
    }

    /// Bytes of the whole text; ML-DSA-44 keys have 1,312 bytes before base64.
    public static let byteLimit = 4096

    public let name: KeyName
    public let id: KeyID
    public let material: Material

    /// The Ed25519 key of a log under this name; `LogError.keyUnusable` for another suite.
    public init(name: KeyName, publicKey: PublicKey, digests: any Digesting) throws(LogError) {
        guard publicKey.suite == .ed25519 else { throw LogError(.keyUnusable, "key of \(name)") }
        self.init(name: name, material: .ed25519(publicKey), digests: digests)
    }

    private init(name: KeyName, material: Material, digests: any Digesting) {
        self.name = name
        self.material = material
        id = KeyID(name: name, type: material.type, publicKey: material.bytes, digests: digests)
    }

    /// Reads the text form; refuses an id that is not the key's, another length and another spelling.
    public init(text: some StringProtocol, digests: any Digesting) throws(LogError) {
        let bytes = Array(text.utf8.prefix(Self.byteLimit + 1))
        // Base64 may hold `+` itself, so only the first two separate.
        let parts = bytes.split(separator: UInt8(ascii: "+"), maxSplits: 2, omittingEmptySubsequences: false)
        guard bytes.count <= Self.byteLimit, parts.count == 3, let name = KeyName(utf8: parts[0]),
            let key = Base64.standard.decode(parts[2]), let type = key.first,
            let material = Material(type: type, bytes: Array(key.dropFirst()))
        else { throw LogError(.keyMalformed, "verifier key") }
        self.init(name: name, material: material, digests: digests)
        guard parts[1].elementsEqual(id.description.utf8) else {
            throw LogError(.keyMalformed, "id of the verifier key \(name)")
        }
    }

    public var description: String {
        "\(name)+\(id)+\(Base64.standard.encode([material.type] + material.bytes))"
    }
}

extension VerifierKey.Material {
    fileprivate init?(type: UInt8, bytes: [UInt8]) {
        switch type {
        case 0x01:
            guard let key = PublicKey(suite: .ed25519, bytes: bytes) else { return nil }
            self = .ed25519(key)
        case 0x04:
            guard let key = PublicKey(suite: .ed25519, bytes: bytes) else { return nil }
            self = .cosignature(key)
        default:
            guard !bytes.isEmpty else { return nil }
            self = .other(type: type, bytes: bytes)
        }
    }

    fileprivate var type: UInt8 {
        switch self {
        case .ed25519: 0x01
        case .cosignature: 0x04
        case .other(let type, _): type
        }
    }

    fileprivate var bytes: [UInt8] {
        switch self {
        case .ed25519(let key), .cosignature(let key): key.bytes
        case .other(_, let bytes): bytes
        }
    }
}
