internal import TransparencyLog
public import VerificationDomain

/// Everything that a node keeps: cases and evidence of the asking side, replies of the answering side, and the log.
public struct RecordStore: Sendable {
    public let cases: CaseRepository
    public let leases: CaseLeases
    public let legs: LegRepository
    public let evidence: EvidenceRepository
    public let pictures: PictureRepository
    public let reports: ReportRepository
    public let replies: ReplayMemory
    public let registries: RegistryMemory
    public let audit: AuditRepository
    public let log: LogRepository
    /// The published log.
    public let tiles: TileDirectory
    let database: any SQLDatabase
    private let configuration: StoreConfiguration

    /// Opens the store for writing and brings its schema up to date; makes it when it is missing.
    ///
    /// Throws `wrongKey` with the name of the key file that does not fit, `newerSchema`, and what opening the file
    /// throws.
    public static func open(_ configuration: StoreConfiguration) async throws -> RecordStore {
        let database = try SQLiteDatabase.open(configuration.path, options: configuration.options)
        return try await open(configuration, database: database)
    }

    /// Opens an existing store for reading beside a running service, as verification does.
    public static func openReadOnly(_ configuration: StoreConfiguration) async throws -> RecordStore {
        let database = try SQLiteDatabase.openReadOnly(configuration.path, options: configuration.options)
        return try await open(configuration, database: database)
    }

    /// Opens the store over any driver of the port.
    public static func open(
        _ configuration: StoreConfiguration,
        database: any SQLDatabase
    ) async throws -> RecordStore {
        let store = try RecordStore(configuration, database)
        let runner = MigrationRunner()
        let keyring = store.cases.context.keyring
        if database.isReadOnly {
            try await runner.check(database)
            try await database.read { try keyring.checkKeys($0, isReadOnly: true) }
        } else {
            try await runner.run(database, at: configuration.clock.now())
            try await database.write { try keyring.checkKeys($0, isReadOnly: false) }
            try await store.openLog()
        }
        return store
    }

    private init(_ configuration: StoreConfiguration, _ database: any SQLDatabase) throws {
        let outbox = try AuditOutbox(
            nodeName: configuration.nodeName,
            organisation: configuration.organisation,
            random: configuration.random,
            clock: configuration.clock
        )
        database.attach(outbox)
        let vault = EvidenceVault(
            sealing: configuration.sealing,
            digests: configuration.digests,
            random: configuration.random,
            keyEncryptionKey: configuration.keyEncryptionKey,
            indexKey: configuration.indexKey
        )
        let context = StoreContext(
            database: database,
            vault: vault,
            random: configuration.random,
            clock: configuration.clock,
            audit: outbox
        )
        let faults = configuration.options.faults
        self.configuration = configuration
        self.database = database
        cases = CaseRepository(context: context)
        leases = CaseLeases(context: context)
        legs = LegRepository(context: context)
        evidence = EvidenceRepository(context: context)
        pictures = PictureRepository(context: context)
        reports = ReportRepository(context: context)
        replies = ReplayMemory(context: context)
        registries = RegistryMemory(context: context)
        audit = AuditRepository(context: context)
        log = LogRepository(
            context: context,
            origin: configuration.origin,
            hasher: TreeHasher(configuration.digests),
            faults: faults
        )
        tiles = TileDirectory(path: configuration.tileFolder, faults: faults)
    }

    /// Waits for running writes and closes the file.
    public func close() async throws { try await database.close() }
}

extension RecordStore {
    /// The signer's memory of this store's log.
    public var signerState: SignerStateFile {
        SignerStateFile(path: configuration.signerStatePath, faults: configuration.options.faults)
    }

    /// The publisher of this store's log, with the log's Ed25519 key.
    public func publisher(key: any Signer) throws -> LogPublisher {
        let signer = try NoteSigner(name: configuration.origin, signer: key, digests: configuration.digests)
        return LogPublisher(
            log: log,
            tiles: tiles,
            signer: CheckpointSigner(storage: signerState, signer: signer, hasher: log.hasher),
            lockPath: configuration.path + ".publisher-lock",
            faults: configuration.options.faults
        )
    }

    /// Makes state row and signer state of a new log.
    ///
    /// The signer's state is made only while nothing of this log was ever sealed, signed or published: a lost state
    /// is never replaced, because it would forget what was promised. Dies between the two: the next opening makes
    /// the second.
    private func openLog() async throws {
        try await log.openIfNew()
        let isUntouched = try await log.state().size == 0
        guard isUntouched, !signerState.exists, try await log.latestCheckpoint() == nil,
            try tiles.read(.checkpoint) == nil
        else { return }
        do {
            try signerState.create(SignerState.opening(configuration.origin, hasher: log.hasher))
        } catch let error as StoreError where error.code == .alreadyExists {
            // Another process that opened the same new store was faster, with the same state.
            return
        }
    }
}
