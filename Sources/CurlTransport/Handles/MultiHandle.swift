internal import CCurl

/// The one owner of a libcurl multi handle: the connections, and every transfer that is under way on them.
///
/// Belongs to the engine's thread, which is also the last to release it.
@safe final class MultiHandle: @unchecked Sendable {
    // Reason: every method but `wakeUp` is called by the engine's thread alone, and libcurl allows that one on any
    // thread (`curl_multi_wakeup(3)`).

    /// A transfer that libcurl has ended, well or not.
    struct Completion {
        let number: UInt
        let code: CURLcode
    }

    private let handle: UnsafeMutableRawPointer

    init(maximumIdleConnections: Int) throws(TransportError) {
        try CurlLibrary.start()
        guard let handle = unsafe curl_multi_init() else { throw TransportError(.internalFailure, "multi handle") }
        unsafe self.handle = handle
        // Below the number of requests in flight, libcurl would close connections only to open them again.
        try CurlLibrary.check(
            unsafe hedui_curl_multi_set_long(handle, CURLMOPT_MAXCONNECTS, maximumIdleConnections),
            "connection cache"
        )
    }

    deinit { unsafe curl_multi_cleanup(handle) }

    /// Ends a `wait` on the engine's thread, now or the next one.
    func wakeUp() {
        // It fails only when there is no handle; should it ever, `wait` ends by its own timeout.
        _ = unsafe curl_multi_wakeup(handle)
    }

    func add(_ easy: EasyHandle) throws(TransportError) {
        try CurlLibrary.check(
            unsafe easy.withHandle { unsafe curl_multi_add_handle(handle, $0) },
            "start of a transfer"
        )
    }

    /// Ends the transfer if it is under way, and closes its connection.
    func remove(_ easy: EasyHandle) throws(TransportError) {
        try CurlLibrary.check(
            unsafe easy.withHandle { unsafe curl_multi_remove_handle(handle, $0) },
            "end of a transfer"
        )
    }

    func perform() throws(TransportError) {
        var running: Int32 = 0
        try CurlLibrary.check(unsafe curl_multi_perform(handle, &running), "transfer")
    }

    func wait(milliseconds: Int) throws(TransportError) {
        try CurlLibrary.check(
            unsafe curl_multi_poll(handle, nil, 0, Int32(clamping: milliseconds), nil),
            "wait for a transfer"
        )
    }

    /// Nil when no further transfer has ended.
    func nextCompletion() throws(TransportError) -> Completion? {
        var remaining: Int32 = 0
        while let message = unsafe curl_multi_info_read(handle, &remaining) {
            guard unsafe message.pointee.msg == CURLMSG_DONE else { continue }
            var number: UInt = 0
            try CurlLibrary.check(
                unsafe hedui_curl_get_number(message.pointee.easy_handle, &number),
                "request number"
            )
            return Completion(number: number, code: unsafe hedui_curl_message_result(message))
        }
        return nil
    }
}
