internal import CCurl

/// The one owner of a libcurl easy handle and of the buffer that libcurl writes its error text to.
///
/// Belongs to the engine's thread; not `Sendable` on purpose.
@safe final class EasyHandle {
    private let handle: UnsafeMutableRawPointer
    private let errorText: UnsafeMutablePointer<CChar>
    /// Lists that libcurl reads during the transfer.
    private var keptLists: [HeaderList] = []

    init() throws(TransportError) {
        guard let handle = unsafe curl_easy_init() else { throw TransportError(.internalFailure, "easy handle") }
        unsafe self.handle = handle
        unsafe errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        unsafe errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    }

    deinit {
        unsafe curl_easy_cleanup(handle)
        unsafe errorText.deallocate()
    }

    /// Forgets every option of the last request, its body and its owner; only libcurl's caches stay.
    func reset() {
        unsafe curl_easy_reset(handle)
        unsafe errorText.pointee = 0
        keptLists.removeAll()
    }

    func keepErrorText() throws(TransportError) {
        try CurlLibrary.check(unsafe hedui_curl_set_pointer(handle, CURLOPT_ERRORBUFFER, errorText), "error buffer")
    }

    func set(_ option: CURLoption, _ value: Int) throws(TransportError) {
        try CurlLibrary.check(unsafe hedui_curl_set_long(handle, option, value), "option \(option.rawValue)")
    }

    func setOffset(_ option: CURLoption, _ value: Int) throws(TransportError) {
        try CurlLibrary.check(
            unsafe hedui_curl_set_offset(handle, option, Int64(value)),
            "option \(option.rawValue)"
        )
    }

    /// Nil takes libcurl's built-in default away.
    func set(_ option: CURLoption, _ value: String?) throws(TransportError) {
        try CurlLibrary.check(unsafe hedui_curl_set_string(handle, option, value), "option \(option.rawValue)")
    }

    /// Keeps the list until the next `reset`.
    func set(_ option: CURLoption, _ list: HeaderList) throws(TransportError) {
        keptLists.append(list)
        let code = unsafe list.withList { unsafe hedui_curl_set_list(handle, option, $0) }
        try CurlLibrary.check(code, "option \(option.rawValue)")
    }

    func setBody(_ body: [UInt8]) throws(TransportError) {
        // libcurl reads standard input when it is given no pointer at all, so an empty body is an empty string.
        let code =
            body.isEmpty
            ? unsafe hedui_curl_set_body(handle, "", 0)
            : unsafe body.withUnsafeBytes { unsafe hedui_curl_set_body(handle, $0.baseAddress, Int64($0.count)) }
        try CurlLibrary.check(code, "request body")
    }

    func setNumber(_ number: UInt) throws(TransportError) {
        try CurlLibrary.check(unsafe hedui_curl_set_number(handle, number), "request number")
    }

    /// - Parameter owner: handed to `receiver`; the caller keeps it alive until the handle was reset.
    func setReceiver(
        _ option: CURLoption,
        _ receiver: hedui_curl_receiver,
        owner: UnsafeMutableRawPointer,
        as ownerOption: CURLoption
    ) throws(TransportError) {
        try CurlLibrary.check(
            unsafe hedui_curl_set_receiver(handle, option, receiver),
            "option \(option.rawValue)"
        )
        try CurlLibrary.check(
            unsafe hedui_curl_set_pointer(handle, ownerOption, owner),
            "option \(ownerOption.rawValue)"
        )
    }

    /// Zero when libcurl does not know.
    func information(_ information: CURLINFO) -> Int {
        var value = 0
        return unsafe hedui_curl_get_long(handle, information, &value) == CURLE_OK ? value : 0
    }

    /// What libcurl says about the last failure; for classification, not for showing.
    var lastErrorText: String { unsafe String(cString: errorText) }

    func withHandle<R>(_ body: (UnsafeMutableRawPointer) -> R) -> R {
        unsafe body(handle)
    }
}
