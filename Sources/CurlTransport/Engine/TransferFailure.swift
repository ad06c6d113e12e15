internal import CCurl

/// What libcurl tells of a failed transfer, and which of our codes that is.
struct TransferFailure: Sendable {
    let code: CURLcode
    /// libcurl's words. Where one code stands for several things, only they tell which.
    let text: String
    /// The status that a proxy answered `CONNECT` with; zero without a proxy.
    let proxyStatus: Int

    func error(peer: String) -> TransportError {
        let code = classify()
        // Only the words of the TLS library are kept: others may quote what the peer sent.
        let detail = code == .tlsFailed ? text : "libcurl \(self.code.rawValue)"
        let context =
            switch code {
            case .credentialUnusable: "certificate, key or authorities file"
            case .internalFailure: "\(peer), code \(self.code.rawValue)"
            default: peer
            }
        return TransportError(code, context, detail: detail)
    }

    private func classify() -> TransportError.Code {
        switch code {
        case CURLE_COULDNT_CONNECT, CURLE_PROXY: .couldNotConnect
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .nameNotResolved
        case CURLE_OPERATION_TIMEDOUT: .timedOut
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS,
            CURLE_SSL_CLIENTCERT, CURLE_SSL_CIPHER, CURLE_SSL_PINNEDPUBKEYNOTMATCH:
            .tlsFailed
        case CURLE_SSL_CONNECT_ERROR: endedInHandshake ? .connectionLost : .tlsFailed
        case CURLE_SSL_CERTPROBLEM, CURLE_SSL_CACERT_BADFILE: .credentialUnusable
        case CURLE_SEND_ERROR, CURLE_RECV_ERROR: classifyBrokenConnection()
        case CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE: .connectionLost
        // The first is what libcurl calls a reply without a status line ("HTTP/0.9"); our own scheme is checked before.
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING: .garbledResponse
        // libcurl bounds the length of one header line by failing to allocate it.
        case CURLE_FILESIZE_EXCEEDED, CURLE_OUT_OF_MEMORY: .responseTooLarge
        case CURLE_URL_MALFORMAT: .invalidURL
        default: .internalFailure
        }
    }

    /// In TLS 1.3 the client has finished its handshake before the server judges the client's certificate, so a refusal
    /// arrives as an alert in place of the response (RFC 8446 section 4.4.2.4).
    private func classifyBrokenConnection() -> TransportError.Code {
        if text.contains(" alert ") { return .tlsFailed }
        if proxyStatus >= 300 { return .couldNotConnect }
        if text.contains("chunked-encoding") { return .garbledResponse }
        return text.contains("Too large") ? .responseTooLarge : .connectionLost
    }

    private var endedInHandshake: Bool {
        text.contains("SSL_ERROR_SYSCALL") || text.contains("reset by peer") || text.contains("unexpected eof")
    }
}
