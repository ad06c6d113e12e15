public import VerificationDomain

extension QuerySubject: JSONRepresentable, JSONReadable {
    /// The only kind of number of version 1: 18 characters of GB 11643, which residence permits share.
    static let identityType = "GB11643"

    /// Former names at most: each is one more comparison in every register.
    static let formerNameCount = 8

    public var json: JSONValue {
        .object([
            "ref": .string(reference.text), "authorization": .string(authorisation.text),
            "idType": .string(Self.identityType), "idNumber": .string(identity.text), "name": name.json,
            "formerNames": formerNames.isEmpty ? nil : .array(formerNames.map(\.json)),
            "signedBy": .string(signedBy.rawValue),
        ])
    }

    private static let names: Set<String> = [
        "ref", "authorization", "idType", "idNumber", "name", "formerNames", "signedBy",
    ]

    public init(json: JSONCursor) throws(JSONReadingError) {
        try json.allowOnly(Self.names)
        _ = try json.member("idType").parsed(Self.identityType) { $0 == Self.identityType ? $0 : nil }
        self.init(
            reference: try json.member("ref").read(SubjectReference.self),
            authorisation: try json.member("authorization").read(SubjectReference.self),
            identity: try json.member("idNumber").identifier(IdentityNumber.self),
            name: try json.member("name").personName(),
            formerNames: try json.list("formerNames", atMost: Self.formerNameCount) {
                cursor throws(JSONReadingError) in try cursor.personName()
            },
            signedBy: try json.member("signedBy").code(AuthorisedPerson.SignedBy.self)
        )
    }
}
