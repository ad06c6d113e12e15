import ExchangeProtocol
import TestSupport
import Testing
import VerificationDomain

@Suite("Step 1 measures and scans before anything else is done")
struct FormTests {
    private func verdict(_ draft: QueryDraft) async throws -> AdmissionDriver.Verdict {
        var driver = AdmissionDriver(try await ExampleFederation().admission())
        return driver.admit(try await draft.request())
    }

    private func verdict(payload: String) async throws -> AdmissionDriver.Verdict {
        let signer = try ExampleKeys.signer(.ed25519, ProvinceCode.shanghai)
        let bytes = try await Forgery.jws(
            header: Forgery.header(.query, signer),
            payload: Array(payload.utf8),
            signer: signer
        )
        return try await verdict(bytes: bytes)
    }

    private func verdict(bytes: [UInt8]) async throws -> AdmissionDriver.Verdict {
        var driver = AdmissionDriver(try await ExampleFederation().admission())
        let carrier = InboundRequest.Carrier.tls(certificate: ExampleFederation.certificate("310000"))
        return driver.admit(
            InboundRequest(bytes: bytes, contentType: MessageType.query.mediaType, carrier: carrier)
        )
    }

    @Test("256 KiB are measured, one byte more is 413")
    func size() async throws {
        let most = [UInt8](repeating: UInt8(ascii: "A"), count: 262_144)
        #expect(try await verdict(bytes: most) == .problem(400, .malformed))
        #expect(try await verdict(bytes: most + [65]) == .problem(413, .tooLarge))
    }

    @Test("the registry may lower the size")
    func lowerSize() async throws {
        let content = try ExampleFederation.content(limits: MessageLimits(queryByteCount: 1000))
        var driver = AdmissionDriver(try await ExampleFederation().admission(content))
        #expect(driver.admit(try await QueryDraft().request()) == .problem(413, .tooLarge))
    }

    @Test(
        "only the media type of a query is taken",
        arguments: [
            nil, "", "application/json", "application/hedui-answer+sd-jwt", "text/hedui-query+jwt",
            "application/hedui-query+jwtx", "hedui-query+jwt", String(repeating: "a", count: 1000),
        ]
    )
    func contentType(text: String?) async throws {
        var draft = try QueryDraft()
        draft.contentType = text
        #expect(try await verdict(draft) == .problem(415, .unsupportedMediaType))
    }

    @Test(
        "case, parameters and white space of the media type do not matter",
        arguments: [
            "Application/Hedui-Query+JWT", "application/hedui-query+jwt; charset=utf-8",
            " application/hedui-query+jwt ;x",
        ]
    )
    func contentTypeForms(text: String) async throws {
        var draft = try QueryDraft()
        draft.contentType = text
        guard case .permitted = try await verdict(draft) else {
            Issue.record("the query was not permitted")
            return
        }
    }

    @Test(
        "a payload that is no strict JSON object is 400, though it is signed",
        arguments: [
            "", "[]", "null", "\"text\"", "{", "{}x", "{\"iss\":\"310000\",\"iss\":\"320000\"}", "{\"a\":1.5}",
            "{\"a\":1e3}", "{\"a\":9007199254740993}", "{\"a\":01}", "{'a':1}", "{\"a\":\"\u{1}\"}",
            "{\"a\":\"\\ud800\"}",
        ]
    )
    func payload(text: String) async throws {
        #expect(try await verdict(payload: text) == .problem(400, .malformed))
    }

    @Test("32 levels are read, 33 are 400")
    func depth() async throws {
        func nested(_ levels: Int) -> String {
            let arrays = levels - 1
            return "{\"a\":" + String(repeating: "[", count: arrays) + String(repeating: "]", count: arrays) + "}"
        }
        #expect(try await verdict(payload: nested(32)) == .problem(401, .unknownPeer))
        #expect(try await verdict(payload: nested(33)) == .problem(400, .malformed))
    }

    @Test("a string of 4 KiB is read, one byte more is 400")
    func stringLength() async throws {
        func long(_ count: Int) -> String { "{\"a\":\"" + String(repeating: "a", count: count) + "\"}" }
        #expect(try await verdict(payload: long(4096)) == .problem(401, .unknownPeer))
        #expect(try await verdict(payload: long(4097)) == .problem(400, .malformed))
    }

    @Test("a payload that is not UTF-8 is 400")
    func notUTF8() async throws {
        let signer = try ExampleKeys.signer(.ed25519, ProvinceCode.shanghai)
        let payload = Array("{\"a\":\"".utf8) + [0xFF, 0xFE] + Array("\"}".utf8)
        let bytes = try await Forgery.jws(header: Forgery.header(.query, signer), payload: payload, signer: signer)
        #expect(try await verdict(bytes: bytes) == .problem(400, .malformed))
    }

    @Test(
        "anything but three parts of strict base64url is 400",
        arguments: [".", "..", "a.b", "a.b.c.d", "=.=.=", "é.e.e"]
    )
    func parts(text: String) async throws {
        #expect(try await verdict(bytes: Array(text.utf8)) == .problem(400, .malformed))
    }

    @Test("white space, padding, the other alphabet and stray bits are 400")
    func base64() async throws {
        let bytes = try await QueryDraft().request().bytes
        let variants: [[UInt8]] = [
            bytes + [10], [32] + bytes, bytes + [UInt8(ascii: "=")], bytes.dropLast() + [UInt8(ascii: "+")],
            // 64 bytes leave four bits unused in the last character, and they must be zero.
            bytes.dropLast() + [UInt8(ascii: "B")],
        ]
        for variant in variants { #expect(try await verdict(bytes: variant) == .problem(400, .malformed)) }
    }

    @Test("a header of more than 8 KiB is 400")
    func headerSize() async throws {
        var draft = try QueryDraft()
        let filling = Array(repeating: JSONValue.string(String(repeating: "a", count: 4000)), count: 3)
        draft.editHeader = { $0.setting("x", .array(filling)) }
        #expect(try await verdict(draft) == .problem(400, .malformed))
    }
}
