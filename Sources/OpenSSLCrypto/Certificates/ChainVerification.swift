internal import COpenSSL
internal import VerificationDomain

/// One verification of one chain: the owner of an X509_STORE_CTX and of everything that it points to.
@safe final class ChainVerification {
    private let handle: OpaquePointer
    private let store: CertificateStore
    private let leaf: CertificateHandle
    private let intermediates: CertificateStack

    init(
        _ leaf: Certificate,
        _ intermediates: [Certificate],
        _ store: CertificateStore
    ) throws(CryptoError) {
        let stack = try CertificateStack(intermediates)
        guard let handle = unsafe X509_STORE_CTX_new() else { throw .fromLibrary(.libraryFailure, "chain") }
        unsafe self.handle = handle
        self.store = store
        self.leaf = leaf.handle
        self.intermediates = stack
        let started = store.withHandle { store in
            leaf.handle.withHandle { leaf in
                stack.withHandle { unsafe X509_STORE_CTX_init(handle, store, leaf, $0) }
            }
        }
        guard started == 1 else { throw .fromLibrary(.libraryFailure, "chain") }
    }

    deinit { unsafe X509_STORE_CTX_free(handle) }

    /// The moment, the length and the strength that the chain is judged by.
    func setRules(at time: Timestamp, purpose: CertificatePurpose) throws(CryptoError) {
        defer { withExtendedLifetime(self) {} }
        guard let rules = unsafe X509_STORE_CTX_get0_param(handle) else {
            throw .fromLibrary(.libraryFailure, "chain rules")
        }
        unsafe X509_VERIFY_PARAM_set_time(rules, Int(time.seconds))
        unsafe X509_VERIFY_PARAM_set_depth(rules, Int32(CertificateChainVerifier.intermediateLimit))
        unsafe X509_VERIFY_PARAM_set_auth_level(rules, CertificateChainVerifier.securityLevel)
        guard let number = purpose.number else { return }
        guard unsafe X509_STORE_CTX_set_purpose(handle, number) == 1 else {
            throw .fromLibrary(.libraryFailure, "chain purpose")
        }
    }

    /// The chain from the leaf to the root in DER; throws what is wrong with which certificate.
    func run() throws(CryptoError) -> [[UInt8]] {
        defer {
            withExtendedLifetime(self) {}
            ErrorQueue.clear()
        }
        guard unsafe X509_verify_cert(handle) == 1 else { throw refusal() }
        guard let chain = unsafe X509_STORE_CTX_get0_chain(handle) else {
            throw .fromLibrary(.libraryFailure, "verified chain")
        }
        var elements: [[UInt8]] = []
        for index in 0..<(unsafe hedui_crypto_stack_count(chain)) {
            // Left out, an element would make a chain that leads somewhere else than the one that was verified.
            guard let der = unsafe Self.bytes(hedui_crypto_stack_element(chain, index)) else {
                throw .fromLibrary(.libraryFailure, "certificate \(index) of the verified chain")
            }
            elements.append(der)
        }
        return elements
    }

    private func refusal() -> CryptoError {
        let number = unsafe X509_STORE_CTX_get_error(handle)
        let depth = unsafe X509_STORE_CTX_get_error_depth(handle)
        var place = depth == 0 ? "the leaf certificate" : "certificate \(depth) above the leaf"
        if let der = unsafe Self.bytes(X509_STORE_CTX_get_current_cert(handle)) {
            place += " (\(OpenSSLDigests().digest(der, .sha256)))"
        }
        let words = unsafe String(cString: X509_verify_cert_error_string(Int(number)))
        return CryptoError(Self.code(number), "\(place): \(words)", detail: ErrorQueue.drain())
    }

    private static func bytes(_ certificate: OpaquePointer?) -> [UInt8]? {
        guard let certificate = unsafe certificate, unsafe X509_up_ref(certificate) == 1 else { return nil }
        return try? unsafe CertificateHandle(owning: certificate, identifier: []).distinguishedBytes
    }

    private static func code(_ number: Int32) -> CryptoError.Code {
        switch number {
        case X509_V_ERR_CERT_HAS_EXPIRED: .certificateExpired
        case X509_V_ERR_CERT_NOT_YET_VALID: .certificateNotYetValid
        case X509_V_ERR_CERT_SIGNATURE_FAILURE, X509_V_ERR_UNABLE_TO_DECRYPT_CERT_SIGNATURE:
            .certificateSignatureInvalid
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY,
            X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN,
            X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, X509_V_ERR_CERT_UNTRUSTED:
            .certificateUntrusted
        case X509_V_ERR_OUT_OF_MEM, X509_V_ERR_UNSPECIFIED: .libraryFailure
        default: .certificateUnsuitable
        }
    }
}
