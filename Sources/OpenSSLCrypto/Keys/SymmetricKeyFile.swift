public import VerificationDomain

/// A symmetric key in a file of its own: 64 hexadecimal digits and a line end, under the same rights as a private key.
extension SymmetricKey {
    /// Reads the file; refuses one that others could read, or that holds anything else.
    public init(file path: String) throws(CryptoError) {
        var text = try KeyFile.read(path)
        defer { wipe(&text) }
        if text.last == UInt8(ascii: "\n") { text.removeLast() }
        guard let bytes = Hexadecimal.decode(String(decoding: text, as: UTF8.self)),
            let key = SymmetricKey(bytes: bytes)
        else { throw CryptoError(.keyUnusable, "\(path) holds no 64 hexadecimal digits") }
        self = key
    }

    /// Makes a new file with fresh random bytes; throws `keyFileExists` when the name is taken.
    public static func create(file path: String, random: any RandomSource = SystemRandom()) throws(CryptoError) {
        var text = Array((Hexadecimal.encode(random.bytes(32)) + "\n").utf8)
        defer { wipe(&text) }
        try KeyFile.create(path, text)
    }
}
