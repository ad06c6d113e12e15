internal import CCurl

/// The process-wide start of libcurl, which must be over before the first handle is made.
enum CurlLibrary {
    /// A static is initialised once, whoever comes first (`curl_global_init(3)`); it is never undone.
    private static let startCode = hedui_curl_initialise()

    static func start() throws(TransportError) {
        try check(startCode, "library start")
    }

    static func check(
        _ code: CURLcode,
        _ operation: String,
        fileID: String = #fileID,
        line: Int = #line
    ) throws(TransportError) {
        guard code == CURLE_OK else {
            throw TransportError(.internalFailure, "\(operation), code \(code.rawValue)", fileID: fileID, line: line)
        }
    }

    static func check(
        _ code: CURLMcode,
        _ operation: String,
        fileID: String = #fileID,
        line: Int = #line
    ) throws(TransportError) {
        guard code == CURLM_OK else {
            throw TransportError(.internalFailure, "\(operation), code \(code.rawValue)", fileID: fileID, line: line)
        }
    }
}
