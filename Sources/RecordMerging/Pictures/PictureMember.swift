public import VerificationDomain

/// A member of the household and whether they count for limits per person.
public struct PictureMember: Sendable, Hashable {
    public enum Counting: String, Sendable, Hashable, CaseIterable {
        case counted
        /// Something must be confirmed first, such as a death: limits are computed with and without this person.
        case unsettled
        case notCounted
    }

    public let reference: SubjectReference
    public let counting: Counting
    /// The rules that say something about this person, sorted.
    public let notes: [RuleIdentifier]

    init(reference: SubjectReference, counting: Counting, notes: [RuleIdentifier]) {
        self.reference = reference
        self.counting = counting
        self.notes = notes
    }
}

extension PictureMember: JSONRepresentable, JSONReadable {
    public var json: JSONValue {
        .object([
            "member": .string(reference.text), "counting": .string(counting.rawValue),
            "notes": .array(notes.map { .string($0.rawValue) }),
        ])
    }

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(["member", "counting", "notes"])
        reference = try json.member("member").read(SubjectReference.self)
        counting = try json.member("counting").code(Counting.self)
        notes = try json.list("notes", atMost: 100) { cursor throws(JSONReadingError) in try cursor.rule() }
    }
}
