// swift-tools-version: 6.2
import PackageDescription

/// What every target of ours is compiled with: language mode 6, and warnings that stop the build.
let houseSettings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .treatAllWarnings(as: .error),
    .treatWarning("ExplicitSendable", as: .error),
]

/// The wrapper targets also mark every use of an unsafe construct.
let wrapperSettings: [SwiftSetting] = houseSettings + [.strictMemorySafety()]

let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdTLS = Target.Dependency.product(name: "HummingbirdTLS", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let serviceLifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")

let package = Package(
    name: "hedui",
    products: [.executable(name: "hedui", targets: ["hedui"])],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // C libraries: a module map and a shim header, nothing else.
        .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),

        // Pure code.
        .target(
            name: "VerificationDomain",
            resources: [
                .embedInCode("Resources/gbt2260_yrd_counties.csv"),
                .embedInCode("Resources/gbt2260_yrd_prefectures.csv"),
            ],
            swiftSettings: houseSettings
        ),
        .target(name: "ExchangeProtocol", dependencies: ["VerificationDomain"], swiftSettings: houseSettings),
        .target(name: "RecordMerging", dependencies: ["VerificationDomain"], swiftSettings: houseSettings),
        .target(name: "TransparencyLog", dependencies: ["VerificationDomain"], swiftSettings: houseSettings),
        .target(name: "SyntheticPopulation", dependencies: ["VerificationDomain"], swiftSettings: houseSettings),

        // One wrapper for each C library.
        .target(
            name: "OpenSSLCrypto",
            dependencies: ["VerificationDomain", "COpenSSL"],
            swiftSettings: wrapperSettings
        ),
        .target(name: "CurlTransport", dependencies: ["VerificationDomain", "CCurl"], swiftSettings: wrapperSettings),

        // Edges.
        .target(
            name: "RecordStore",
            dependencies: ["VerificationDomain", "ExchangeProtocol", "RecordMerging", "TransparencyLog", grdb],
            swiftSettings: houseSettings
        ),
        .target(name: "LocalSources", dependencies: ["VerificationDomain", grdb], swiftSettings: houseSettings),
        .target(
            name: "RegionAdapters",
            dependencies: ["VerificationDomain", "ExchangeProtocol", "CurlTransport"],
            swiftSettings: houseSettings
        ),

        // The two jobs.
        .target(
            name: "Coordination",
            dependencies: [
                "VerificationDomain", "ExchangeProtocol", "RecordMerging", "TransparencyLog", "RecordStore", logging,
            ],
            swiftSettings: houseSettings
        ),
        .target(
            name: "Answering",
            dependencies: ["VerificationDomain", "ExchangeProtocol", "TransparencyLog", "RecordStore", logging],
            swiftSettings: houseSettings
        ),
        .target(
            name: "HTTPService",
            dependencies: [
                "VerificationDomain", "ExchangeProtocol", "Answering", "RecordStore", hummingbird, hummingbirdTLS,
                hummingbirdCore, nioCore, nioSSL, httpTypes, logging,
            ],
            swiftSettings: houseSettings
        ),

        // The one executable.
        .executableTarget(
            name: "hedui",
            dependencies: [
                "VerificationDomain", "ExchangeProtocol", "RecordMerging", "TransparencyLog", "OpenSSLCrypto",
                "CurlTransport", "RecordStore", "LocalSources", "RegionAdapters", "Coordination", "Answering",
                "SyntheticPopulation", "HTTPService", grdb, hummingbird, nioCore, nioPosix, nioSSL, logging,
                serviceLifecycle, unixSignals, argumentParser, yams, mustache,
            ],
            resources: [.embedInCode("Resources/report.mustache")],
            swiftSettings: houseSettings
        ),

        // What `make bench` runs; built in release.
        .executableTarget(
            name: "Benchmarks",
            dependencies: [
                "VerificationDomain", "ExchangeProtocol", "RecordMerging", "TransparencyLog", "OpenSSLCrypto",
                "CurlTransport", "RecordStore", "LocalSources", "RegionAdapters", "Coordination", "Answering",
                "SyntheticPopulation", "HTTPService", "TestSupport", grdb, hummingbird, nioCore, nioPosix, logging,
                serviceLifecycle, yams,
            ],
            path: "Tests/Benchmarks",
            swiftSettings: houseSettings
        ),

        // Tests.
        .target(
            name: "TestSupport",
            dependencies: [
                "VerificationDomain", "ExchangeProtocol", "RecordMerging", "OpenSSLCrypto", "CurlTransport",
                "Coordination", yams,
            ],
            path: "Tests/TestSupport",
            exclude: ["Peers/hostile_server.py"],
            swiftSettings: houseSettings
        ),
        .testTarget(
            name: "LocalSourcesTests",
            dependencies: ["LocalSources", "VerificationDomain", grdb, yams],
            swiftSettings: houseSettings
        ),
        .testTarget(
            name: "SyntheticPopulationTests",
            dependencies: [
                "SyntheticPopulation", "LocalSources", "RecordMerging", "TestSupport", "VerificationDomain", yams,
            ],
            swiftSettings: houseSettings
        ),
        .testTarget(
            name: "CurlTransportTests",
            dependencies: ["CurlTransport", "TestSupport"],
            swiftSettings: houseSettings
        ),
        .testTarget(
            name: "VerificationDomainTests",
            dependencies: ["VerificationDomain"],
            swiftSettings: houseSettings
        ),
        .testTarget(
            name: "OpenSSLCryptoTests",
            dependencies: ["OpenSSLCrypto", "VerificationDomain"],
            swiftSettings: houseSettings
        ),
        .testTarget(
            name: "RecordMergingTests",
            dependencies: ["VerificationDomain", "RecordMerging", "OpenSSLCrypto", "TestSupport", yams],
            swiftSettings: houseSettings
        ),
        .testTarget(
            name: "TransparencyLogTests",
            dependencies: ["TransparencyLog", "OpenSSLCrypto", "VerificationDomain"],
            swiftSettings: houseSettings
        ),
        .testTarget(
            name: "ExchangeProtocolTests",
            dependencies: ["ExchangeProtocol", "OpenSSLCrypto", "TestSupport", "VerificationDomain"],
            swiftSettings: houseSettings
        ),
        .testTarget(
            name: "RecordStoreTests",
            dependencies: ["RecordStore", "TransparencyLog", "OpenSSLCrypto", "VerificationDomain", "TestSupport"],
            swiftSettings: houseSettings
        ),
        .testTarget(name: "RepositoryTests", swiftSettings: houseSettings),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "VerificationDomain", "ExchangeProtocol", "TransparencyLog", "OpenSSLCrypto", "TestSupport",
            ],
            swiftSettings: houseSettings
        ),
        .testTarget(
            name: "CoordinationTests",
            dependencies: [
                "Coordination", "ExchangeProtocol", "OpenSSLCrypto", "RecordMerging", "RecordStore", "TestSupport",
                "TransparencyLog", "VerificationDomain",
            ],
            swiftSettings: houseSettings
        ),
        .testTarget(
            name: "AnsweringTests",
            dependencies: [
                "Answering", "ExchangeProtocol", "OpenSSLCrypto", "RecordStore", "TestSupport", "TransparencyLog",
                "VerificationDomain",
            ],
            swiftSettings: houseSettings
        ),
        .testTarget(
            name: "HeduiTests",
            dependencies: [
                "hedui", "Coordination", "ExchangeProtocol", "OpenSSLCrypto", "RecordMerging", "RecordStore",
                "TestSupport", "TransparencyLog", "VerificationDomain", argumentParser,
            ],
            swiftSettings: houseSettings
        ),
        .testTarget(
            name: "RegionAdaptersTests",
            dependencies: ["CurlTransport", "ExchangeProtocol", "RegionAdapters", "TestSupport", "VerificationDomain"],
            swiftSettings: houseSettings
        ),
        .testTarget(
            name: "IntegrationTests",
            dependencies: [
                "Answering", "Coordination", "CurlTransport", "ExchangeProtocol", "HTTPService", "LocalSources",
                "OpenSSLCrypto", "RecordStore", "RegionAdapters", "TestSupport", "TransparencyLog",
                "VerificationDomain", logging, serviceLifecycle,
            ],
            exclude: ["AnsweringSide/hostile_client.py"],
            swiftSettings: houseSettings
        ),
    ]
)
