/// What evidence is. Everything of these kinds may speak of a person and is sealed.
public enum EvidenceKind: String, Sendable, Hashable, CaseIterable {
    /// The household as it was submitted.
    case household
    case query, answer, receipt, refusal
    /// An unsigned problem document (RFC 9457).
    case problem
    /// Bytes that are no message at all, kept as they came.
    case garbled
}

/// Evidence that speaks of nobody, and is the same for many cases: stored once, unsealed.
public enum SharedEvidenceKind: String, Sendable, Hashable, CaseIterable {
    case registry, rulePack
}
