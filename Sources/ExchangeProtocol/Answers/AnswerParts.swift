import VerificationDomain

/// The parts of an SD-JWT between its tildes (RFC 9901 section 4): the signed part, the disclosures, and nothing after
/// the last tilde, since version 1 has no key binding.
struct AnswerParts {
    let signedPart: [UInt8]
    let disclosures: [RecordDisclosure]

    init(_ bytes: [UInt8], limit: Int) throws(AnswerViolation) {
        guard bytes.count <= limit else { throw .tooLarge }
        let parts = bytes.split(separator: UInt8(ascii: "~"), omittingEmptySubsequences: false)
        guard parts.count >= 2, let last = parts.last, last.isEmpty else {
            throw .malformed(place: "the tilde at the end")
        }
        signedPart = Array(parts[0])
        disclosures = parts.dropFirst().dropLast().map { RecordDisclosure(text: Array($0)) }
    }
}
