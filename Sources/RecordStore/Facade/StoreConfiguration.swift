public import TransparencyLog
public import VerificationDomain

/// What a store is opened with. Everything that decides is a parameter: keys, time, randomness, places.
public struct StoreConfiguration: Sendable {
    public var path: String
    /// The node's name in audit entries: 1 to 64 characters of `A-Z a-z 0-9 . _ -`.
    public var nodeName: String
    /// The region that the node works for: `org` of the audit entries; left out of them without one.
    public var organisation: ProvinceCode?
    /// The log's name: URL prefix without scheme, with the year.
    public var origin: KeyName
    /// Where the published log goes.
    public var tileFolder: String
    /// The signer's own state file; outside the database's backup.
    public var signerStatePath: String
    public var sealing: any Sealing
    public var digests: any Digesting
    public var random: any RandomSource
    public var clock: any WallClock
    public var keyEncryptionKey: StoreKey
    public var indexKey: StoreKey
    public var options: SQLiteOptions

    public init(
        path: String,
        nodeName: String,
        organisation: ProvinceCode? = nil,
        origin: KeyName,
        tileFolder: String,
        signerStatePath: String,
        sealing: any Sealing,
        digests: any Digesting,
        random: any RandomSource,
        clock: any WallClock,
        keyEncryptionKey: StoreKey,
        indexKey: StoreKey,
        options: SQLiteOptions = SQLiteOptions()
    ) {
        self.path = path
        self.nodeName = nodeName
        self.organisation = organisation
        self.origin = origin
        self.tileFolder = tileFolder
        self.signerStatePath = signerStatePath
        self.sealing = sealing
        self.digests = digests
        self.random = random
        self.clock = clock
        self.keyEncryptionKey = keyEncryptionKey
        self.indexKey = indexKey
        self.options = options
    }
}
