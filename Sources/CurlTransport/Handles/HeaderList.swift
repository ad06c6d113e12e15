internal import CCurl

/// A libcurl string list; it must outlive the transfer that uses it (`CURLOPT_HTTPHEADER(3)`).
@safe final class HeaderList {
    private var list: UnsafeMutablePointer<curl_slist>?

    init(_ lines: [String]) throws(TransportError) {
        for line in lines {
            guard let longer = unsafe curl_slist_append(list, line) else {
                throw TransportError(.internalFailure, "header list")
            }
            unsafe list = longer
        }
    }

    deinit { unsafe curl_slist_free_all(list) }

    func withList<R>(_ body: (UnsafeMutablePointer<curl_slist>?) -> R) -> R {
        unsafe body(list)
    }
}
