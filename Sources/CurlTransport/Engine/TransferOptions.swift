internal import CCurl
internal import Foundation

/// Tells a handle everything about one transfer. The engine resets a handle after each, so nothing is inherited.
struct TransferOptions {
    let configuration: TransportConfiguration

    func apply(to transfer: Transfer, remainingMilliseconds: Int) throws(TransportError) {
        let handle = transfer.handle
        try handle.keepErrorText()
        try handle.setNumber(transfer.pending.number)
        try setReceivers(of: transfer)
        try setTrust(of: handle)
        try setPins(of: handle, transfer.pending.request.pinnedPublicKeys)
        try setRoute(of: handle, target: transfer.pending.target)
        try setConnection(of: handle)
        try handle.set(CURLOPT_TIMEOUT_MS, max(1, remainingMilliseconds))
        try setMessage(of: transfer)
    }

    private func setTrust(of handle: EasyHandle) throws(TransportError) {
        try handle.set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
        try handle.set(CURLOPT_SSL_VERIFYPEER, 1)
        try handle.set(CURLOPT_SSL_VERIFYHOST, 2)
        try handle.set(CURLOPT_CAINFO, configuration.trustedAuthoritiesFile)
        // Otherwise the authorities of the operating system would be trusted beside ours.
        try handle.set(CURLOPT_CAPATH, nil)
        try handle.set(CURLOPT_SSLCERT, configuration.identity.certificateFile)
        try handle.set(CURLOPT_SSLKEY, configuration.identity.privateKeyFile)
        // With no password at all OpenSSL would ask the terminal for one, and the thread would stand still.
        try handle.set(CURLOPT_KEYPASSWD, "")
        // A resumed session skips the certificates; keep-alive saves the handshakes that matter.
        try handle.set(CURLOPT_SSL_SESSIONID_CACHE, 0)
    }

    /// libcurl's form: `sha256//BASE64`, separated by semicolons.
    private func setPins(of handle: EasyHandle, _ digests: [[UInt8]]) throws(TransportError) {
        guard !digests.isEmpty else { return }
        let pins = digests.map { "sha256//" + Data($0).base64EncodedString() }
        try handle.set(CURLOPT_PINNEDPUBLICKEY, pins.joined(separator: ";"))
    }

    private func setRoute(of handle: EasyHandle, target: RequestTarget) throws(TransportError) {
        try handle.set(CURLOPT_URL, target.url)
        try handle.set(CURLOPT_PROTOCOLS_STR, "https")
        try handle.set(CURLOPT_FOLLOWLOCATION, 0)
        // An empty string, unlike none, keeps libcurl from asking the environment.
        try handle.set(CURLOPT_PROXY, configuration.proxy ?? "")
        try handle.set(CURLOPT_NOPROXY, "")
        try handle.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        if let connectTo = target.connectTo {
            try handle.set(CURLOPT_CONNECT_TO, HeaderList([connectTo]))
        }
    }

    private func setConnection(of handle: EasyHandle) throws(TransportError) {
        try handle.set(CURLOPT_NOSIGNAL, 1)
        // A cancelled request must not wait for its name lookup: that would hold up every other one.
        try handle.set(CURLOPT_QUICK_EXIT, 1)
        try handle.set(CURLOPT_CONNECTTIMEOUT_MS, configuration.connectTimeoutMilliseconds)
        try handle.set(CURLOPT_MAXLIFETIME_CONN, TransportLimits.connectionLifetimeSeconds)
        try handle.set(CURLOPT_MAXAGE_CONN, TransportLimits.connectionIdleSeconds)
        try handle.set(CURLOPT_TCP_KEEPALIVE, 1)
        // With HTTP/2, libcurl 7.88 and swift-nio-http2 lose a connection every 200 requests.
        try handle.set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1)
        try handle.set(CURLOPT_HTTP09_ALLOWED, 0)
    }

    private func setMessage(of transfer: Transfer) throws(TransportError) {
        let (handle, request) = (transfer.handle, transfer.pending.request)
        switch request.method {
        case .get: try handle.set(CURLOPT_HTTPGET, 1)
        case .post:
            try handle.set(CURLOPT_POST, 1)
            try handle.setBody(request.body)
        }
        try handle.set(CURLOPT_HTTPHEADER, HeaderList(transfer.pending.head.lines))
        // Refuses by `Content-Length`, before the first byte; zero would mean no limit. The receiver always counts.
        if request.responseByteLimit > 0 {
            try handle.setOffset(CURLOPT_MAXFILESIZE_LARGE, request.responseByteLimit)
        }
    }

    private func setReceivers(of transfer: Transfer) throws(TransportError) {
        // The engine keeps the transfer until libcurl has let go of its handle.
        let owner = unsafe Unmanaged.passUnretained(transfer).toOpaque()
        let handle = transfer.handle
        try unsafe handle.setReceiver(
            CURLOPT_HEADERFUNCTION,
            { bytes, size, count, owner in
                guard let bytes = unsafe bytes, let owner = unsafe owner else { return 0 }
                let line = unsafe Array(UnsafeRawBufferPointer(start: bytes, count: size * count))
                let transfer = unsafe Unmanaged<Transfer>.fromOpaque(owner).takeUnretainedValue()
                return transfer.receiveHeaderLine(line) ? size * count : 0
            },
            owner: owner,
            as: CURLOPT_HEADERDATA
        )
        try unsafe handle.setReceiver(
            CURLOPT_WRITEFUNCTION,
            { bytes, size, count, owner in
                guard let bytes = unsafe bytes, let owner = unsafe owner else { return 0 }
                let transfer = unsafe Unmanaged<Transfer>.fromOpaque(owner).takeUnretainedValue()
                let chunk = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
                return unsafe transfer.receiveBody(chunk) ? size * count : 0
            },
            owner: owner,
            as: CURLOPT_WRITEDATA
        )
    }
}
