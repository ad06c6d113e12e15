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
import Yams

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
        let verifier = OpenSSLSignatureVerifier()
        let (registry, rootKey) = try NodeRegistry.load(configuration, verifier: verifier, at: SystemClock().now())
        let signer = try KeyFileSigner(
            file: configuration.keys.signing,
            keyIdentifier: configuration.keys.signingIdentifier
        )
        try NodeRegistry.check(signer, configuration, registry, at: SystemClock().now())
        let rulePacks = try RulePackFolder(path: configuration.rulePackFolder)
        let store = try await RecordStore.open(try NodeStore.configuration(configuration))
        let publisher = try store.publisher(key: try NodeStore.logSigner(configuration))
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
        let text = String(
            decoding: try FileContents.read(path, limit: YAMLDocument.byteLimit, what: "the register mapping"),
            as: UTF8.self
        )
        do {
            let mapping = try RegisterMapping(YAMLDecoder().decode(MappingNode.self, from: text))
            return try RegisterDatabase(path: configuration.registers.database, mapping: mapping)
        } catch let error as RegisterError {
            throw CommandFailure(.configuration, "\(path): \(error)")
        } catch is DecodingError {
            throw CommandFailure(.configuration, "\(path): not valid YAML")
        }
    }

    /// The asking side; peers are reached through `client`, this region through its own answering side.
    func checkService(client: CurlClient) throws -> CheckService {
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
        carriers[configuration.region] = InProcessLeg(region: configuration.region, answering: try answering())
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
                auditOrigin: configuration.log.origin
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
                trustedAuthoritiesFile: configuration.tls.authorities
            )
        )
    }

    var ledger: StoreCaseLedger {
        StoreCaseLedger(
            StoreCaseLedger.Repositories(
                cases: store.cases,
                legs: store.legs,
                evidence: store.evidence,
                pictures: store.pictures,
                reports: store.reports
            ),
            region: configuration.region,
            digests: digests,
            build: BuildVersion.text
        )
    }

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
