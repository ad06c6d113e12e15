import Answering
import Coordination
import CurlTransport
import ExchangeProtocol
import LocalSources
import OpenSSLCrypto
import RecordStore
import RegionAdapters
import TransparencyLog
import VerificationDomain

/// One region's node, put together from its configuration.
struct Node: Sendable {
    let configuration: NodeConfiguration
    let registry: VerifiedRegistry
    let rootKey: PublicKey
    let store: RecordStore
    let signer: KeyFileSigner
    let publisher: LogPublisher
    let rulePacks: RulePackFolder
    let digests = OpenSSLDigests()
    let verifier: OpenSSLSignatureVerifier
    let random = SystemRandom()
    let clock = SystemClock()

    /// Opens everything that both jobs need. Each failure is one line that names file and remedy.
    static func open(_ configuration: NodeConfiguration) async throws -> Node {
        try OpenSSLLibrary.checkAlgorithms()
        // The store comes first: it knows which registries were taken before.
        let store = try await RecordStore.open(try NodeStore.configuration(configuration))
        do {
            return try await assemble(configuration, store, at: SystemClock().now())
        } catch {
            try? await store.close()
            throw error
        }
    }

    private static func assemble(
        _ configuration: NodeConfiguration,
        _ store: RecordStore,
        at now: Timestamp
    ) async throws -> Node {
        let verifier = OpenSSLSignatureVerifier()
        let rootKey = try NodeRegistry.rootKey(configuration.registry.rootKey)
        let registry = try NodeRegistry.load(configuration, rootKey: rootKey, verifier: verifier, at: now)
        let signer = try KeyFileSigner(
            file: configuration.keys.signing,
            keyIdentifier: configuration.keys.signingIdentifier
        )
        try NodeRegistry.check(signer, configuration, registry, at: now)
        try NodeRegistry.checkChains(configuration, registry, at: now)
        try NodeCertificates(configuration).check(against: registry, region: configuration.region)
        let rulePacks = try RulePackFolder(path: configuration.rulePackFolder)
        let publisher = try store.publisher(key: try NodeStore.logSigner(configuration))
        // Last of all: a registry that this node cannot use does not shut out the one before it.
        try await RegistryTaking(store: store, file: configuration.registry.file).take(registry)
        return Node(
            configuration: configuration,
            registry: registry,
            rootKey: rootKey,
            store: store,
            signer: signer,
            publisher: publisher,
            rulePacks: rulePacks,
            verifier: verifier
        )
    }

    /// The answering side over the region's registers.
    func answering() throws -> AnsweringService {
        let admission = Admission(
            registry: registry,
            region: configuration.region,
            verifier: verifier,
            digests: digests
        )
        return AnsweringService(
            AnsweringService.Parts(
                admission: admission,
                registers: try registers(),
                ledger: StoreAnsweringLedger(replies: store.replies, audit: store.audit),
                signer: signer,
                digests: digests,
                random: random,
                clock: clock
            )
        )
    }

    func registers() throws -> RegisterDatabase {
        let path = configuration.registers.mapping
        let mapping = try RegisterMappingFile.read(path)
        guard mapping.region == configuration.region else {
            throw CommandFailure(
                .configuration,
                "\(path): region: maps the registers of \(mapping.region), and this node is \(configuration.region)"
            )
        }
        let registered = registry.region(configuration.region)?.items ?? []
        let others = mapping.items.subtracting(registered).map(\.rawValue).sorted()
        guard others.isEmpty else {
            throw CommandFailure(
                .configuration,
                "\(path): the registry does not list \(others.joined(separator: ", ")) among the items that "
                    + "\(configuration.region) offers: have them listed, or take them out of the mapping"
            )
        }
        do {
            return try RegisterDatabase(path: configuration.registers.database, mapping: mapping)
        } catch {
            throw CommandFailure(.configuration, "\(path): \(error)")
        }
    }

    /// The asking side; peers are reached through `client`, this region through its own answering side: the one that
    /// serves its peers too, where there is one.
    func checkService(client: CurlClient, answering: AnsweringService? = nil) throws -> CheckService {
        var carriers: [ProvinceCode: any QueryCarrier] = [:]
        for region in registry.regions where region.region != configuration.region {
            guard let endpoint = HeduiPeerEndpoint(region) else { continue }
            carriers[region.region] = HeduiPeer(
                region: region.region,
                endpoint: endpoint,
                client: client,
                clock: clock
            )
        }
        carriers[configuration.region] = InProcessLeg(
            region: configuration.region,
            answering: try answering ?? self.answering(),
            clock: clock
        )
        return CheckService(
            CheckService.Parts(
                region: configuration.region,
                registry: registry,
                carriers: carriers,
                ledger: ledger,
                signer: signer,
                verifier: verifier,
                digests: digests,
                random: random,
                clock: clock,
                rulePacks: rulePacks,
                deadlines: CheckDeadlines(
                    legMilliseconds: configuration.deadlines.legMilliseconds,
                    checkMilliseconds: configuration.deadlines.checkMilliseconds
                ),
                auditOrigin: configuration.log.origin,
                rootKey: rootKey
            )
        )
    }

    func client() throws -> CurlClient {
        try CurlClient(
            TransportConfiguration(
                identity: ClientIdentity(
                    certificateFile: configuration.tls.certificate,
                    privateKeyFile: configuration.tls.key
                ),
                trustedAuthoritiesFile: configuration.tls.authorities,
                proxy: configuration.tls.proxy,
                connectTimeoutMilliseconds: ExchangeLimits.connectSeconds * 1000
            )
        )
    }

    var ledger: StoreCaseLedger { StoreCaseLedger(store, region: configuration.region, digests: digests) }

    var printer: ReportPrinter {
        ReportPrinter(store: store, folder: configuration.reportFolder, clock: clock)
    }

    /// Seals and publishes what waits. When another process of this node is at it, that one takes our rows along.
    func publishLog() async throws {
        do {
            try await publisher.publish()
        } catch let error as StoreError where error.code == .publisherBusy || error.code == .stateConflict {
            return
        }
    }
}
