internal import COpenSSL

/// The one owner of a running digest, used again and again for digests over several pieces.
@safe struct DigestContext: ~Copyable {
    private let handle: OpaquePointer
    private let method: DigestMethod

    init(_ method: DigestMethod) {
        guard let handle = unsafe EVP_MD_CTX_new() else {
            preconditionFailure("libcrypto could not allocate a digest: out of memory")
        }
        unsafe self.handle = handle
        self.method = method
    }

    deinit { unsafe EVP_MD_CTX_free(handle) }

    /// The 32 bytes of the digest of the pieces, one after the other.
    func digest(_ first: [UInt8], _ second: [UInt8]) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: 32)
        let started = method.withHandle { unsafe EVP_DigestInit_ex2(handle, $0, nil) }
        let done =
            unsafe started == 1
            && EVP_DigestUpdate(handle, first, first.count) == 1
            && EVP_DigestUpdate(handle, second, second.count) == 1
            && EVP_DigestFinal_ex(handle, &output, nil) == 1
        precondition(done, "libcrypto could not allocate a digest: out of memory")
        return output
    }
}
