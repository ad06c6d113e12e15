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
            // 16 bytes are 22 characters; a peer may salt longer.
            _ = try parts[0].string(count: 22...128)
            try parts[1].allowOnly(Self.recordNames)
            return try parts[1].read(VerificationRecord.self)
        } catch {
            throw .malformed(place: error.place)
        }
    }

    /// The members of a record. Another one is an error: it could be an `_sd` that hides a part.
    private static let recordNames: Set<String> = [
        "subject", "category", "sourceOrg", "sourceScope", "method", "asOf", "retrievedAt", "owner", "identity",
        "value", "details",
    ]
}
