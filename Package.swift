// swift-tools-version: 6.2
import PackageDescription

// One reason a line for every dependency:
//   libpq                  PostgreSQL's own client library: every feature of the server, TLS included
//   swift-argument-parser  help, completion and exit codes as users of a shell expect them
//   libcurl                HTTP for registers. FoundationNetworking, which is libcurl behind a wrapper,
//                          costs 23 ms at every start of the program and cannot be linked statically;
//                          libcurl costs 1.3 ms
//   zlib                   gzip and zip, as registers publish them, and of answers over HTTP: libcurl
//                          takes a gzip encoding that ends early for whole
//   expat                  XML in any encoding, read as it comes; FoundationXML has Foundation's cost
//   libcrypto              SHA-256 of documents and of the proof tree, Ed25519 signatures; libpq brings
//                          it along anyway
//   FlyingFox              an HTTP server without SwiftNIO, for the witness alone: small enough that who
//                          runs one for others can read it
//   Hummingbird            HTTP of the service: routing, streaming, back pressure, TLS
//   ServiceLifecycle       the service's duties start together and end in order on a signal
//   swift-log              the service's log lines, as every library under it writes them
//   swift-http-types, swift-nio, swift-nio-ssl   Hummingbird's own: headers, bytes and certificates
//   Yams                   YAML 1.1 through libyaml, with line marks for error messages
let arguments: Target.Dependency = .product(
    name: "ArgumentParser", package: "swift-argument-parser")

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

let package = Package(
    name: "annals",
    products: [
        .executable(name: "annals", targets: ["annals"]),
        .executable(name: "annalsd", targets: ["annalsd"]),
        .executable(name: "annals-bench", targets: ["annals-bench"]),
        .executable(name: "annals-verify", targets: ["annals-verify"]),
        .executable(name: "annals-witness", targets: ["annals-witness"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
        .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
        .package(
            url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    ],
    targets: [
        .systemLibrary(
            name: "CLibpq", path: "Sources/CLibpq", pkgConfig: "libpq",
            providers: [.apt(["libpq-dev"])]),
        .systemLibrary(
            name: "CLibcurl", path: "Sources/CLibcurl", pkgConfig: "libcurl",
            providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(
            name: "CZlib", path: "Sources/CZlib", pkgConfig: "zlib",
            providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(
            name: "CExpat", path: "Sources/CExpat", pkgConfig: "expat",
            providers: [.apt(["libexpat1-dev"])]),
        .systemLibrary(
            name: "CLibcrypto", path: "Sources/CLibcrypto", pkgConfig: "libcrypto",
            providers: [.apt(["libssl-dev"])]),
        .target(name: "Compression", dependencies: ["CZlib"], swiftSettings: strict),
        .target(name: "Digests", dependencies: ["CLibcrypto"], swiftSettings: strict),
        .target(name: "Fetching", dependencies: ["CLibcurl", "CZlib"], swiftSettings: strict),
        .target(name: "CanonicalJSON", swiftSettings: strict),
        .target(name: "Proofs", dependencies: ["CLibcrypto", "Digests"], swiftSettings: strict),
        .target(name: "Filings", dependencies: ["CanonicalJSON"], swiftSettings: strict),
        .target(name: "Postgres", dependencies: ["CLibpq"], swiftSettings: strict),
        .target(
            name: "Schema", path: "Schema",
            resources: [
                .embedInCode("migrations"), .embedInCode("functions"),
                .embedInCode("statements"),
            ],
            swiftSettings: strict),
        .target(
            name: "EventStorage",
            dependencies: [
                "CanonicalJSON", "Digests", "Filings", "Postgres", "Proofs", "Schema",
            ],
            swiftSettings: strict),
        .target(
            name: "Ingestion",
            dependencies: [
                "CanonicalJSON", "Filings", "EventStorage", "Compression", "Digests", "Fetching",
                "CExpat", .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: strict),
        .target(
            name: "Projections",
            dependencies: ["CanonicalJSON", "Filings", "EventStorage", "Postgres", "Digests"],
            swiftSettings: strict),
        .target(
            name: "Sealing",
            dependencies: [
                "CanonicalJSON", "Digests", "Filings", "EventStorage", "Postgres", "Proofs",
            ], swiftSettings: strict),
        .target(name: "Hosting", dependencies: ["Postgres"], swiftSettings: strict),
        .target(
            name: "Rendering", dependencies: ["CanonicalJSON", "Digests", "Filings"],
            swiftSettings: strict),
        .target(
            name: "Answering",
            dependencies: [
                "CanonicalJSON", "Digests", "Filings", "EventStorage", "Hosting", "Ingestion",
                "Postgres", "Projections", "Proofs", "Rendering", "Sealing",
            ],
            swiftSettings: strict),
        .target(
            name: "TimelineService",
            dependencies: [
                "Answering", "CanonicalJSON", "Compression", "Digests", "Filings", "EventStorage",
                "Hosting", "Ingestion", "Postgres", "Projections", "Proofs", "Rendering",
                "Sealing",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "annals",
            dependencies: [
                "Answering", "CanonicalJSON", "Compression", "Digests", "Filings", "Postgres",
                "EventStorage", "Fetching", "Ingestion", "Projections", "Hosting", "Proofs",
                "Rendering", "Sealing", arguments,
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "annalsd",
            dependencies: [
                "Answering", "Sealing", "TimelineService", arguments,
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "annals-bench",
            dependencies: [
                "CanonicalJSON", "Filings", "Postgres", "EventStorage", "Ingestion", "Projections",
                "Hosting", "Compression", "Proofs", "Rendering", "Sealing", arguments,
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "annals-verify", dependencies: ["CanonicalJSON", "Digests", "Proofs", arguments],
            swiftSettings: strict),
        .executableTarget(
            name: "annals-witness",
            dependencies: ["Proofs", arguments, .product(name: "FlyingFox", package: "FlyingFox")],
            swiftSettings: strict),
        .executableTarget(
            name: "AppendWorker", dependencies: ["EventStorage", "Filings", "Postgres"],
            path: "Tests/AppendWorker", swiftSettings: strict),
        .executableTarget(
            name: "LimitWorker", dependencies: ["Fetching"], path: "Tests/LimitWorker",
            swiftSettings: strict),
        .executableTarget(
            name: "ProjectWorker",
            dependencies: ["EventStorage", "Filings", "Postgres", "Projections"],
            path: "Tests/ProjectWorker", swiftSettings: strict),
        .target(
            name: "TestSupport",
            dependencies: ["CanonicalJSON", "Filings", "Postgres", "EventStorage"],
            path: "Tests/TestSupport", swiftSettings: strict),
    ]
        + [
            ("CanonicalJSONTests", ["CanonicalJSON"]),
            ("FilingsTests", ["Filings", "CanonicalJSON"]),
            ("PostgresTests", ["Postgres"]),
            (
                "AvailabilityTests",
                ["EventStorage", "Filings", "Postgres", "AppendWorker", "annals", "annalsd"]
            ),
            ("EventStorageTests", ["EventStorage", "Proofs", "Schema", "AppendWorker"]),
            ("CompressionTests", ["Compression"]),
            ("DigestsTests", ["Digests"]),
            ("ProofsTests", ["Proofs", "CanonicalJSON", "Digests"]),
            ("FetchingTests", ["Fetching", "LimitWorker"]),
            ("IngestionTests", ["Ingestion", "EventStorage", "Compression", "Fetching"]),
            (
                "ProjectionsTests",
                [
                    "Projections", "EventStorage", "Ingestion", "Postgres", "Digests",
                    "ProjectWorker",
                ]
            ),
            ("SealingTests", ["Sealing", "Filings", "EventStorage", "Proofs", "Postgres"]),
            ("HostingTests", ["Hosting", "Postgres"]),
            ("RenderingTests", ["Rendering"]),
            (
                "CommandTests",
                [
                    "CanonicalJSON", "EventStorage", "Filings", "annals", "annals-bench",
                    "annals-verify", "annals-witness", "annalsd",
                ]
            ),
            ("ProjectTests", ["Schema"]),
        ].map { (name: String, tested: [Target.Dependency]) in
            .testTarget(name: name, dependencies: tested + ["TestSupport"], swiftSettings: strict)
        },
    swiftLanguageModes: [.v6]
)
