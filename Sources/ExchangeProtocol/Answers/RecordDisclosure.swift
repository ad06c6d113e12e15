import VerificationDomain

/// One record as an SD-JWT disclosure of an array element (RFC 9901 section 4.2.2): base64url of `[salt, record]`.
struct RecordDisclosure {
    /// Bytes of salt: 128 bits, as RFC 9901 section 9.3 recommends, so that a record cannot be found by guessing.
    static let saltByteCount = 16

    /// The ASCII text that travels; the digest is over exactly these bytes.
    let text: [UInt8]

    /// A new disclosure.
    init(_ record: VerificationRecord, random: any RandomSource) {
        let salt = Base64.url.encode(random.bytes(Self.saltByteCount))
        let pair = JSONValue.array([.string(salt), record.json])
        text = Base64.url.encodeToUTF8(pair.canonicalBytes)
    }

    /// One that came.
    init(text: [UInt8]) { self.text = text }

    /// The digest in base64url, as it stands in the signed part (RFC 9901 section 4.2.3).
    func digest(_ digests: any Digesting, _ algorithm: DigestAlgorithm) -> String {
        digests.digest(text, algorithm).base64URL
    }

    /// The record inside; `index` only serves to name the place.
    func record(index: Int) throws(AnswerViolation) -> VerificationRecord {
        let place = "disclosure \(index)"
        guard text.count <= ExchangeLimits.disclosureByteCount, let bytes = Base64.url.decode(text) else {
            throw .malformed(place: place)
        }
        do {
            let json = JSONCursor(
                try JSONParser.parse(bytes, limits: ExchangeLimits.json(byteCount: bytes.count)),
                path: place
            )
            let parts = try json.elements(count: 2...2)
            _ = try parts[0].parsed("a salt of 22 to 128 characters of base64url") { Self.isSalt($0) ? $0 : nil }
            try RecordForm(record: parts[1]).check()
            return try parts[1].read(VerificationRecord.self)
        } catch {
            throw .malformed(place: error.place)
        }
    }

    /// 16 bytes are 22 characters; a peer may salt longer.
    private static func isSalt(_ text: String) -> Bool {
        (22...128).contains(text.utf8.count) && text.utf8.allSatisfy(isBase64URL)
    }

    private static func isBase64URL(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
