internal import CCurl

/// An address taken apart by libcurl's own parser, the same one that will call it.
@safe final class URLHandle {
    enum Part {
        case whole, scheme, host, port, fragment
    }

    private let handle: OpaquePointer

    init(_ text: String) throws(TransportError) {
        guard let handle = unsafe curl_url() else { throw TransportError(.internalFailure, "address parser") }
        unsafe self.handle = handle
        // A NUL would end the C string early: what was checked must be what is called.
        guard !text.utf8.contains(0),
            unsafe curl_url_set(handle, CURLUPART_URL, text, UInt32(CURLU_DISALLOW_USER)) == CURLUE_OK
        else {
            throw TransportError(.invalidURL, "address")
        }
    }

    deinit { unsafe curl_url_cleanup(handle) }

    /// Nil when the address has no such part; the port is that of the scheme when none is written.
    func part(_ part: Part) -> String? {
        let (number, flags) =
            switch part {
            case .whole: (CURLUPART_URL, 0)
            case .scheme: (CURLUPART_SCHEME, 0)
            case .host: (CURLUPART_HOST, 0)
            case .port: (CURLUPART_PORT, Int(CURLU_DEFAULT_PORT))
            case .fragment: (CURLUPART_FRAGMENT, 0)
            }
        var text: UnsafeMutablePointer<CChar>?
        guard unsafe curl_url_get(handle, number, &text, UInt32(flags)) == CURLUE_OK, let found = unsafe text else {
            return nil
        }
        defer { unsafe curl_free(found) }
        return unsafe String(cString: found)
    }

    func setHost(_ name: String) throws(TransportError) {
        guard unsafe curl_url_set(handle, CURLUPART_HOST, name, 0) == CURLUE_OK else {
            throw TransportError(.invalidURL, "expected host name")
        }
    }
}
