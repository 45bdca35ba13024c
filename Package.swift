// swift-tools-version: 6.3
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let httpClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioHTTPTypes = Target.Dependency.product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let nioHTTPTypesHTTP1 = Target.Dependency.product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let nioTLS = Target.Dependency.product(name: "NIOTLS", package: "swift-nio")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
    name: "bargain",
    products: [
        .executable(name: "bargain", targets: ["bargain"]),
        .executable(name: "bargaind", targets: ["bargaind"]),
    ],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras.git", exact: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl.git", exact: "2.37.6"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    ],
    targets: [
        // C libraries and what Swift's C library module lacks.
        .systemLibrary(
            name: "CCMark",
            pkgConfig: "libcmark-gfm",
            providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]
        ),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .target(name: "CEpoll"),

        // Texts of the tree that are built into the programs.
        .executableTarget(name: "EmbedTextTool", swiftSettings: strict),
        .plugin(name: "EmbedText", capability: .buildTool(), dependencies: ["EmbedTextTool"]),

        // Pure: no I/O, no clock, no database.
        .target(name: "CivilTime", swiftSettings: strict),
        .target(name: "Law", dependencies: ["CivilTime"], swiftSettings: strict),
        .target(name: "PlainYAML", dependencies: [yams], swiftSettings: strict),
        .target(
            name: "Contracts",
            dependencies: ["CCMark", "CivilTime", "PlainYAML"],
            swiftSettings: strict
        ),
        .target(name: "Record", dependencies: ["CivilTime", crypto], swiftSettings: strict),
        .target(name: "Table", dependencies: ["CivilTime", "Law"], swiftSettings: strict),

        // Edges.
        .target(name: "Conversion", dependencies: ["CZlib", "Contracts"], swiftSettings: strict),
        .target(
            name: "Packs",
            dependencies: ["CivilTime", "Law", "PlainYAML", crypto],
            exclude: ["packs", "calendars", "counting"],
            swiftSettings: strict,
            plugins: ["EmbedText"]
        ),
        .target(name: "Identity", dependencies: [crypto, cryptoExtras], swiftSettings: strict),
        .target(name: "Postgres", dependencies: ["CEpoll", "CLibPQ", logging], swiftSettings: strict),
        .target(name: "Cluster", dependencies: [logging], swiftSettings: strict),
        .target(name: "Mail", dependencies: ["CCurl"], swiftSettings: strict),
        .target(
            name: "Store",
            dependencies: ["CivilTime", "Postgres", "Record", "Table", crypto],
            swiftSettings: strict,
            plugins: ["EmbedText"]
        ),
        .target(
            name: "Service",
            dependencies: [
                "CivilTime", "Identity", "Law", "Mail", "Packs", "Record", "Store", "Table", logging,
            ],
            swiftSettings: strict
        ),
        .target(name: "Wire", dependencies: ["CivilTime", "Law", "Table"], swiftSettings: strict),
        .target(
            name: "Web",
            dependencies: [
                "CivilTime", "Contracts", "Law", "Packs", "Record", "Service", "Store", "Table", "Wire",
                crypto,
                httpTypes, hummingbird, hummingbirdCore, logging, nioCore, nioHTTP1, nioHTTPTypes,
                nioHTTPTypesHTTP1, nioSSL, nioTLS,
            ],
            swiftSettings: strict,
            plugins: ["EmbedText"]
        ),
        .target(
            name: "Client",
            dependencies: ["Wire", httpClient, nioCore, nioHTTP1, nioPosix, nioSSL],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "bargain",
            dependencies: [
                "CivilTime", "Client", "Contracts", "Conversion", "Identity", "Law", "Packs", "Record",
                "Table",
                "Wire",
                argumentParser,
                crypto,
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "bargaind",
            dependencies: [
                "CivilTime", "Cluster", "Identity", "Mail", "Packs", "Postgres", "Service", "Store", "Table",
                "Web",
                argumentParser,
                hummingbird, hummingbirdCore, lifecycle, logging, nioCore, unixSignals,
            ],
            swiftSettings: strict
        ),

        // Measured by hand with scripts/bench.
        .executableTarget(
            name: "postgres-bench",
            dependencies: ["Postgres", logging],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "bargain-bench",
            dependencies: [
                "CivilTime", "Packs", "Postgres", "Service", "Store", "Table", argumentParser, logging,
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "law-bench",
            dependencies: ["CivilTime", "Law", "Packs", argumentParser],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "contract-bench",
            dependencies: ["Contracts", argumentParser],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "record-bench",
            dependencies: ["CivilTime", "Record", "RecordSamples", argumentParser],
            swiftSettings: strict
        ),

        // Tests.
        .target(
            name: "RecordSamples",
            dependencies: ["CivilTime", "Record"],
            path: "Tests/RecordSamples",
            swiftSettings: strict
        ),
        .target(
            name: "TestSupport",
            dependencies: [
                "CivilTime", "Cluster", "Packs", "Postgres", "Service", "Store", "Table", logging,
            ],
            path: "Tests/TestSupport",
            swiftSettings: strict
        ),
        .executableTarget(
            name: "ClusterProbe",
            dependencies: ["Cluster"],
            path: "Tests/ClusterProbe",
            swiftSettings: strict
        ),
        .testTarget(name: "CivilTimeTests", dependencies: ["CivilTime"], swiftSettings: strict),
        .testTarget(
            name: "ClusterTests",
            dependencies: ["Cluster", "ClusterProbe", "TestSupport"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "CommandTests",
            dependencies: ["Identity", "Record", "RecordSamples", "Wire", "bargain"],
            exclude: ["Golden"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "ContractsTests",
            dependencies: ["CivilTime", "Contracts"],
            exclude: ["Golden"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "ConversionTests",
            dependencies: ["CivilTime", "Contracts", "Conversion"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "DaemonTests",
            dependencies: ["Cluster", "TestSupport", "bargain", "bargaind"],
            swiftSettings: strict
        ),
        .testTarget(name: "IdentityTests", dependencies: ["Identity"], swiftSettings: strict),
        .testTarget(name: "LawTests", dependencies: ["CivilTime", "Law", "Packs"], swiftSettings: strict),
        .testTarget(name: "MailTests", dependencies: ["Mail"], exclude: ["Peer"], swiftSettings: strict),
        .testTarget(name: "PacksTests", dependencies: ["CivilTime", "Law", "Packs"], swiftSettings: strict),
        .testTarget(name: "PlainYAMLTests", dependencies: ["PlainYAML"], swiftSettings: strict),
        .testTarget(
            name: "PostgresTests",
            dependencies: ["Postgres", "TestSupport", logging],
            swiftSettings: strict
        ),
        .testTarget(
            name: "RecordTests",
            dependencies: ["CivilTime", "Record", "RecordSamples"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "ServiceTests",
            dependencies: [
                "CivilTime", "Identity", "Law", "Packs", "Postgres", "Record", "Service", "Store", "Table",
                "TestSupport", "Wire", logging,
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "StoreTests",
            dependencies: ["CivilTime", "Postgres", "Service", "Store", "Table", "TestSupport", logging],
            swiftSettings: strict
        ),
        .testTarget(
            name: "TableTests",
            dependencies: ["CivilTime", "Law", "Packs", "Table"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "WallTests",
            dependencies: [
                "CivilTime", "Identity", "Mail", "Postgres", "Service", "Store", "Table", "TestSupport",
                "Web", "bargain",
                httpTypes, hummingbird, hummingbirdCore, logging, nioCore, nioPosix,
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "Table", "TestSupport", "Web", "Wire", httpTypes, hummingbird, hummingbirdCore, lifecycle,
                logging,
                nioCore,
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "WireTests",
            dependencies: ["CivilTime", "Law", "Packs", "Table", "Wire"],
            exclude: ["Golden"],
            swiftSettings: strict
        ),
    ]
)
