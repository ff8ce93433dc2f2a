// swift-tools-version: 6.3
import PackageDescription

// Hyperscan is for x86; Debian has Vectorscan under its name for ARM. Elsewhere the built-in search takes its place:
// `SUPPORTKIT_ENGINE=builtin swift build`.
let hasHyperscan = Context.environment["SUPPORTKIT_ENGINE"] != "builtin"

let package = Package(
    name: "supportkit",
    products: [
        .executable(name: "supportkit", targets: ["SupportKitCLI"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    ],
    targets: [
        // C: the system libraries and the calls Swift cannot make itself. Seen by `Platform` alone.
        .target(
            name: "CPlatform",
            cSettings: hasHyperscan ? [] : [.define("SK_WITHOUT_HYPERSCAN")],
            linkerSettings: [
                .linkedLibrary("archive"),
                .linkedLibrary("deflate"),
                .linkedLibrary("pcre2-8"),
                .linkedLibrary("sqlite3"),
                .linkedLibrary("z"),
                .linkedLibrary("zstd"),
            ] + (hasHyperscan ? [.linkedLibrary("hs")] : [])
        ),
        .target(
            name: "Platform",
            dependencies: [
                "CPlatform",
                .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),
        .target(
            name: "SupportKit",
            dependencies: [
                "Platform",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "Yams", package: "Yams"),
            ],
            plugins: ["EmbedTemplates"]
        ),
        .executableTarget(
            name: "SupportKitCLI",
            dependencies: [
                "Platform",
                "SupportKit",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),

        // templates/ becomes Swift source at build time, so that adding a product touches no Swift file.
        .executableTarget(name: "TemplateEmbedder"),
        .plugin(name: "EmbedTemplates", capability: .buildTool(), dependencies: ["TemplateEmbedder"]),

        .target(
            name: "TestSupport",
            dependencies: [.product(name: "SystemPackage", package: "swift-system")],
            path: "Tests/TestSupport"
        ),
        .testTarget(
            name: "PlatformTests",
            dependencies: ["Platform", "TestSupport", .product(name: "SystemPackage", package: "swift-system")]
        ),
        .testTarget(
            name: "SupportKitTests",
            dependencies: [
                "Platform",
                "SupportKit",
                "TestSupport",
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            exclude: ["Bundling/Snapshots", "Planning/Snapshots", "Requests/Snapshots"]
        ),
        .testTarget(name: "EndToEndTests", dependencies: ["SupportKitCLI", "TestSupport"], exclude: ["Snapshots"]),
    ]
)

for target in package.targets where target.type != .plugin && target.name != "CPlatform" {
    target.swiftSettings =
        (target.swiftSettings ?? []) + [
            .treatAllWarnings(as: .error),
            .strictMemorySafety(),
            .enableUpcomingFeature("ExistentialAny"),
            .enableUpcomingFeature("InternalImportsByDefault"),
            .enableUpcomingFeature("MemberImportVisibility"),
            .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        ]
}
