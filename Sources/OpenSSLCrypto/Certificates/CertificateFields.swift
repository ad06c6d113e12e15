internal import COpenSSL
internal import VerificationDomain

/// Reads the fields of an X509 that Hedui uses.
extension CertificateHandle {
    /// The bytes as libcrypto writes them.
    var distinguishedBytes: [UInt8]? {
        withHandle { handle in
            var start: UnsafeMutablePointer<UInt8>?
            let count = unsafe i2d_X509(handle, &start)
            guard count > 0, let start = unsafe start else { return nil }
            defer { unsafe CRYPTO_free(start, #file, #line) }
            return unsafe Array(UnsafeBufferPointer(start: start, count: Int(count)))
        }
    }

    /// The SubjectPublicKeyInfo in DER (RFC 5280 section 4.1.2.7), of a key of whatever kind.
    var publicKeyInfoBytes: [UInt8]? {
        withHandle { handle in
            var start: UnsafeMutablePointer<UInt8>?
            let count = unsafe i2d_X509_PUBKEY(X509_get_X509_PUBKEY(handle), &start)
            guard count > 0, let start = unsafe start else { return nil }
            defer { unsafe CRYPTO_free(start, #file, #line) }
            return unsafe Array(UnsafeBufferPointer(start: start, count: Int(count)))
        }
    }

    /// The subject's one common name; `nil` when there is none or more than one, because then it names nobody.
    var commonName: String? {
        withHandle { handle in
            guard let name = unsafe X509_get_subject_name(handle) else { return nil }
            let index = unsafe X509_NAME_get_index_by_NID(name, NID_commonName, -1)
            guard index >= 0, unsafe X509_NAME_get_index_by_NID(name, NID_commonName, index) == -1,
                let entry = unsafe X509_NAME_get_entry(name, index)
            else { return nil }
            return unsafe Self.text(X509_NAME_ENTRY_get_data(entry))
        }
    }

    /// The dNSNames of the subject alternative name, in their order.
    var dnsNames: [String] {
        withHandle { handle in
            guard let names = unsafe hedui_crypto_alternative_names(handle) else { return [] }
            defer { unsafe GENERAL_NAMES_free(names) }
            return (0..<(unsafe hedui_crypto_name_count(names))).compactMap { index in
                unsafe Self.text(hedui_crypto_dns_name(names, index))
            }
        }
    }

    /// Whether its key may sign messages: it is no authority's (RFC 5280 section 4.2.1.9), and where the certificate
    /// lists
    /// the key's uses, `digitalSignature` is among them (section 4.2.1.3).
    var maySignMessages: Bool {
        withHandle { handle in
            unsafe X509_check_ca(handle) == 0
                // All bits are set when the certificate lists no uses.
                && X509_get_key_usage(handle) & UInt32(KU_DIGITAL_SIGNATURE) != 0
        }
    }

    var publicKey: PublicKey? {
        let key = withHandle { unsafe X509_get_pubkey($0) }
        guard let key = unsafe key else {
            ErrorQueue.clear()
            return nil
        }
        return unsafe KeyHandle(owning: key).publicKey
    }

    var notBefore: Timestamp? { withHandle { unsafe Self.time(X509_get0_notBefore($0)) } }
    var notAfter: Timestamp? { withHandle { unsafe Self.time(X509_get0_notAfter($0)) } }

    private static func time(_ time: UnsafePointer<ASN1_TIME>?) -> Timestamp? {
        var seconds: Int64 = 0
        guard unsafe hedui_crypto_seconds(time, &seconds) == 1 else {
            ErrorQueue.clear()
            return nil
        }
        return Timestamp(seconds: seconds)
    }

    /// `nil` for text that is not UTF-8 or holds a NUL, with which `a.example\0.b.example` would pass for `a.example`.
    private static func text(_ string: UnsafePointer<ASN1_STRING>?) -> String? {
        var start: UnsafeMutablePointer<UInt8>?
        let count = unsafe ASN1_STRING_to_UTF8(&start, string)
        guard count >= 0, let start = unsafe start else {
            ErrorQueue.clear()
            return nil
        }
        defer { unsafe CRYPTO_free(start, #file, #line) }
        let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: Int(count)))
        return bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self)
    }
}
