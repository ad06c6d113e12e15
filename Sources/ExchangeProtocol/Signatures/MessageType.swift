/// The kinds of signed message; the raw value is the `typ` of the header.
public enum MessageType: String, Sendable, Hashable, CaseIterable {
    case query = "hedui-query+jwt"
    case answer = "hedui-answer+sd-jwt"
    case receipt = "hedui-receipt+jwt"
    case refusal = "hedui-refusal+jwt"
    case capabilities = "hedui-capabilities+jwt"
    case registry = "hedui-registry+jwt"
    /// The signature beside a report; it travels as a file, not through the endpoint.
    case report = "hedui-report+jwt"

    /// The media type of the body that holds such a message.
    public var mediaType: String { "application/\(rawValue)" }

    /// Whether a `Content-Type` field says this type: its parameters do not matter, nor does its case (RFC 9110
    /// section 8.3.1).
    public func matches(contentType: String) -> Bool {
        guard contentType.utf8.count <= 256 else { return false }
        let type = contentType.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)[0]
        let trimmed = type.drop { $0 == " " || $0 == "\t" }
        let end = trimmed.lastIndex { $0 != " " && $0 != "\t" }.map { trimmed.index(after: $0) } ?? trimmed.endIndex
        return trimmed[..<end].lowercased() == mediaType
    }
}
