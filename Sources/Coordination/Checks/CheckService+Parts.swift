public import ExchangeProtocol
public import VerificationDomain

extension CheckService {
    /// What a check is made with; every part may be used from any task.
    public struct Parts: Sendable {
        public let region: ProvinceCode
        public internal(set) var registry: VerifiedRegistry
        public let carriers: [ProvinceCode: any QueryCarrier]
        public let ledger: any CaseLedger
        public internal(set) var signer: any Signer
        public let verifier: any SignatureVerifying
        public let digests: any Digesting
        public let random: any RandomSource
        public let clock: any WallClock
        public let rulePacks: any RulePackShelf
        public let deadlines: CheckDeadlines
        public let auditOrigin: String
        /// The joint conference's: a check that was opened with an earlier registry is gone on with under that one.
        public let rootKey: PublicKey
        /// How a leg waits before it asks again for an answer that was promised for later.
        public let pause: Pause
        /// Whether regions are still asked; `false` while a check is gone on with under an earlier registry.
        var mayAsk = true

        public init(
            region: ProvinceCode,
            registry: VerifiedRegistry,
            carriers: [ProvinceCode: any QueryCarrier],
            ledger: any CaseLedger,
            signer: any Signer,
            verifier: any SignatureVerifying,
            digests: any Digesting,
            random: any RandomSource,
            clock: any WallClock,
            rulePacks: any RulePackShelf,
            deadlines: CheckDeadlines,
            auditOrigin: String,
            rootKey: PublicKey,
            pause: Pause = .machine
        ) {
            self.region = region
            self.registry = registry
            self.carriers = carriers
            self.ledger = ledger
            self.signer = signer
            self.verifier = verifier
            self.digests = digests
            self.random = random
            self.clock = clock
            self.rulePacks = rulePacks
            self.deadlines = deadlines
            self.auditOrigin = auditOrigin
            self.rootKey = rootKey
            self.pause = pause
        }
    }
}
