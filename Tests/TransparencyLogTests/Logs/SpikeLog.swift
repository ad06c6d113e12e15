import OpenSSLCrypto
import TransparencyLog
import VerificationDomain

/// A log of eight entries that golang.org/x/mod/sumdb (tlog, note) and C2SP tools have read and written as well.
/// Source: design notes of the audit log, section 3; keys are the Ed25519 seeds SHA-256 of the names given there.
enum SpikeLog {
    static let leaves = (0..<8).map { Array("{\"v\":1,\"seq\":\($0),\"kind\":\"query\"}".utf8) }

    static let keyText = "audit.province-a.example/log/2026+63c07a3f+AbwTP8mU5F45vXVDJi7iWzcEwSR6RCObZyerhmXdQH5V"
    static let witnessTextB = "audit.province-b.example/witness+d82d080e+BOIZw4tEdbHRRVMHvZvFMKP0bd2CFjSdoisCbDfFIBS2"
    static let witnessTextC = "audit.province-c.example/witness+d61202fc+BEmTYjtXOWcwl67EZmj41utZGVZVuWofxH5fmaHyx11Q"

    static let body = """
        audit.province-a.example/log/2026
        8
        6lluqJAnFfJj2S2vU+Sh7k02NoKQlM6wafKWBrzSYPU=

        """

    static let logSignature =
        "— audit.province-a.example/log/2026 Y8B6P6hh9wp1Cw527dr6eoRTspFzWif6zaOn/e/wqHv0X94ZVzs4pMyJHoB4"
        + "9ViIJ6yNSfboebiweN5mt7D9tiIezws=\n"

    static let witnessSignatures =
        "— audit.province-b.example/witness 2C0IDgAAAABpVbkIZd4ou0a17FVorBye5YT6hycQd4KEeG8wnLOVB2Tpj5eZ4"
        + "Cb1fwsaZBgy2CEhEu2UbeJKnDa66pjY2Uka+YxvDQ==\n"
        + "— audit.province-c.example/witness 1hIC/AAAAABpVbkJJqxAGmfN+gajEcacQFLYiQtmwpFqwy7BDqfR7Ujicqotr"
        + "R3xwWCkLEeYe9V9O+jcROep+nh5LDt3U8LXQmHRBA==\n"

    static let note = bytes(body + "\n" + logSignature + witnessSignatures)

    static func key() throws -> VerifierKey { try VerifierKey(text: keyText, digests: digests) }

    static func signer(seed: String) throws -> any Signer {
        guard let identifier = KeyIdentifier("test") else { throw LogError(.keyUnusable, "test key") }
        return KeyFileSigner(
            privateKey: try PrivateKey(ed25519Seed: sha256(bytes(seed))),
            keyIdentifier: identifier
        )
    }

    /// The same log in memory.
    static func log() throws -> MemoryLog {
        var log = try MemoryLog(origin: "audit.province-a.example/log/2026")
        try log.seal(leaves.map { try LogLeaf($0) })
        return log
    }
}
