/// The two digests of the exchange: SM3 (GB/T 32905) between provinces, SHA-256 (FIPS 180-4) elsewhere and in the log.
public enum DigestAlgorithm: String, Sendable, Hashable, CaseIterable {
    case sha256 = "sha-256"
    case sm3

    /// Both give 32 bytes.
    public var byteCount: Int { 32 }
}

/// 32 bytes together with the algorithm that made them.
public struct Digest: Sendable, Hashable, CustomStringConvertible {
    public let algorithm: DigestAlgorithm
    public let bytes: [UInt8]

    /// `nil` unless there are exactly 32 bytes.
    public init?(algorithm: DigestAlgorithm, bytes: [UInt8]) {
        guard bytes.count == algorithm.byteCount else { return nil }
        self.algorithm = algorithm
        self.bytes = bytes
    }

    /// Reads `sm3:<64 hex>` or `sha-256:<64 hex>`.
    public init?(text: some StringProtocol) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let algorithm = DigestAlgorithm(rawValue: String(parts[0])),
            let bytes = Hexadecimal.decode(parts[1])
        else { return nil }
        self.init(algorithm: algorithm, bytes: bytes)
    }

    public var hexadecimal: String { Hexadecimal.encode(bytes) }
    public var base64URL: String { Base64.url.encode(bytes) }

    /// `sm3:<64 hex>` or `sha-256:<64 hex>`: the form in every document of ours.
    public var description: String { "\(algorithm.rawValue):\(hexadecimal)" }
}

/// Computes digests and keyed digests. Pure: the same bytes give the same digest; safe from any thread.
public protocol Digesting: Sendable {
    /// The digest of `bytes`.
    func digest(_ bytes: [UInt8], _ algorithm: DigestAlgorithm) -> Digest

    /// HMAC (RFC 2104) of `bytes` under `key`.
    func authenticationCode(_ bytes: [UInt8], key: SymmetricKey, _ algorithm: DigestAlgorithm) -> Digest
}
