internal import COpenSSL

/// Overwrites bytes that were secret, in a way that the optimiser does not remove.
func wipe(_ bytes: inout [UInt8]) {
    let count = bytes.count
    unsafe OPENSSL_cleanse(&bytes, count)
}
