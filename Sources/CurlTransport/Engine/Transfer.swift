internal import CCurl

/// One request under way: what libcurl writes into while the engine's thread drives it.
final class Transfer {
    let pending: PendingRequest
    let handle: EasyHandle
    private var head = ResponseHeadReader(byteLimit: TransportLimits.maximumResponseHeadBytes)
    private var body: [UInt8] = []
    /// Why we ended the transfer ourselves; libcurl then says no more than "write error".
    private var refusal: TransportError.Code?

    init(_ pending: PendingRequest, on handle: EasyHandle) {
        self.pending = pending
        self.handle = handle
    }

    /// False ends the transfer.
    func receiveHeaderLine(_ line: [UInt8]) -> Bool {
        switch head.read(line) {
        case .accepted: return true
        case .tooLarge: refusal = .responseTooLarge
        case .garbled: refusal = .garbledResponse
        }
        return false
    }

    /// False ends the transfer.
    func receiveBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count <= pending.request.responseByteLimit - body.count else {
            refusal = .responseTooLarge
            return false
        }
        unsafe body.append(contentsOf: bytes)
        return true
    }

    func result(_ code: CURLcode) -> Result<HTTPResponse, any Error> {
        if code == CURLE_OK {
            return .success(
                HTTPResponse(
                    status: handle.information(CURLINFO_RESPONSE_CODE),
                    headers: head.fields,
                    body: body,
                    reusedConnection: handle.information(CURLINFO_NUM_CONNECTS) == 0
                )
            )
        }
        if code == CURLE_WRITE_ERROR, let refusal {
            return .failure(TransportError(refusal, pending.target.peer))
        }
        let failure = TransferFailure(
            code: code,
            text: handle.lastErrorText,
            proxyStatus: handle.information(CURLINFO_HTTP_CONNECTCODE)
        )
        return .failure(failure.error(peer: pending.target.peer))
    }
}
