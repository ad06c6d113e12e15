public import VerificationDomain

/// A registry that the joint conference signed: the only place where trust in keys and certificates comes from.
public struct VerifiedRegistry: Sendable, Hashable {
    /// The exact signed bytes: evidence of what was in force.
    public let bytes: [UInt8]
    public let content: FederationRegistry
    public let graceSeconds: Int64

    init(bytes: [UInt8], content: FederationRegistry, graceSeconds: Int64) {
        self.bytes = bytes
        self.content = content
        self.graceSeconds = graceSeconds
    }

    public var serial: Int64 { content.serial }
    public var limits: MessageLimits { content.limits }
    public var regions: [RegisteredRegion] { content.regions }

    /// Whether it has not expired, or expired less than the grace ago.
    public func isFresh(at time: Timestamp) -> Bool { time <= content.expiresAt.adding(seconds: graceSeconds) }

    public func region(_ code: ProvinceCode) -> RegisteredRegion? { content.regions.first { $0.region == code } }

    /// The key of this name that the region may sign with at `time`, or the reason why there is none.
    public func signingKey(_ identifier: KeyIdentifier, of code: ProvinceCode, at time: Timestamp) -> KeyLookup {
        guard let key = region(code)?.keys.first(where: { $0.keyIdentifier == identifier }) else {
            return .refused(.unknown)
        }
        if let refusal = key.refusal(at: time) { return .refused(refusal) }
        return .found(key)
    }

    /// The region whose own TLS certificate this is.
    public func region(forTLSCertificate certificate: Digest) -> RegisteredRegion? {
        content.regions.first { region in region.tls.contains { $0.certificate == certificate } }
    }

    /// Whether a TLS peer with this certificate may carry messages of this region: its own, or a gateway listed for it.
    public func isCarrier(_ certificate: Digest, of code: ProvinceCode) -> Bool {
        region(code)?.isCarried(by: certificate) ?? false
    }

    public func agreement(_ identifier: AgreementIdentifier) -> Agreement? {
        content.agreements.first { $0.identifier == identifier }
    }

    /// The agreements that let `asking` ask `answering` for this purpose on this day, in the registry's order.
    public func agreements(
        between asking: ProvinceCode,
        and answering: ProvinceCode,
        for purpose: AssistanceProgramme,
        on date: CalendarDate
    ) -> [Agreement] {
        content.agreements.filter { $0.binds(asking, answering, on: date) && $0.purposes.contains(purpose) }
    }

    /// The best of these agreements: of those with one of `disclosures`, which stand in the order of preference, the
    /// one
    /// that covers most of `items`; among equals the more telling one, then the first. `nil` without any.
    public func agreement(
        between asking: ProvinceCode,
        and answering: ProvinceCode,
        for purpose: AssistanceProgramme,
        on date: CalendarDate,
        covering items: [ItemCategory] = ItemCategory.allCases,
        disclosing disclosures: [Disclosure] = Disclosure.allCases
    ) -> Agreement? {
        let candidates = agreements(between: asking, and: answering, for: purpose, on: date)
        var best: (agreement: Agreement, covered: Int, rank: Int)?
        for agreement in candidates {
            guard let rank = disclosures.firstIndex(where: agreement.disclosures.contains) else { continue }
            let covered = Set(items).intersection(agreement.items).count
            if let best, (best.covered, -best.rank) >= (covered, -rank) { continue }
            best = (agreement, covered, rank)
        }
        return best?.agreement
    }
}
