public import VerificationDomain

/// A note that at least one known key has signed, and none that is known has signed wrongly. Only checking makes one.
public struct VerifiedNote: Sendable, Hashable {
    public let note: SignedNote
    /// The known keys whose signatures hold, in the order of the lines.
    public let signers: [VerifierKey]

    fileprivate init(note: SignedNote, signers: [VerifierKey]) {
        self.note = note
        self.signers = signers
    }
}

extension SignedNote {
    /// Checks every signature of a known key; signatures of unknown keys are passed over.
    ///
    /// Throws `signatureInvalid` when a known key's signature does not hold, and `signerUnknown` when none is
    /// known. Keys of types that do not sign notes count as unknown.
    public func verified(
        by keys: [VerifierKey],
        _ verifier: any SignatureVerifying
    ) throws(LogError) -> VerifiedNote {
        var signers: [VerifierKey] = []
        for line in signatures {
            let named = Set(keys.filter { $0.name == line.name && $0.id == line.keyID })
            guard let key = named.first else { continue }
            guard named.count == 1 else { throw LogError(.keyAmbiguous, "keys of \(line.name)") }
            guard case .ed25519(let publicKey) = key.material else { continue }
            guard let signature = Signature(bytes: line.signature),
                verifier.isValid(signature, over: text, by: publicKey)
            else { throw LogError(.signatureInvalid, "signature by \(line.name)") }
            if !signers.contains(key) { signers.append(key) }
        }
        guard !signers.isEmpty else { throw LogError(.signerUnknown, "note") }
        return VerifiedNote(note: self, signers: signers)
    }
}
