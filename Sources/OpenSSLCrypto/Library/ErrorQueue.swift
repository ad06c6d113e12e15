internal import COpenSSL

/// libcrypto's error queue of this thread, which must be empty between calls: a stale entry explains the wrong failure.
enum ErrorQueue {
    /// Takes out at most as many entries as libcrypto keeps (`ERR_NUM_ERRORS`).
    private static let entryLimit = 16

    /// Every entry in libcrypto's words, oldest first; the queue is empty afterwards.
    static func drain() -> String {
        var entries: [String] = []
        for _ in 0..<entryLimit {
            let code = ERR_get_error()
            guard code != 0 else { break }
            entries.append(text(of: code))
        }
        ERR_clear_error()
        return entries.joined(separator: "; ")
    }

    static func clear() { ERR_clear_error() }

    private static func text(of code: UInt) -> String {
        var buffer = [CChar](repeating: 0, count: 256)
        unsafe ERR_error_string_n(code, &buffer, buffer.count)
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
