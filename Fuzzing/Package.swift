// swift-tools-version: 6.3
import PackageDescription

// No part of the product: `make fuzz` builds it with the instrumentation of libFuzzer.
//
// The redactor's sources are linked in, because with that instrumentation no other executable can be built, and the
// product needs one to be built. What they name of the rest stands in `StandIns.swift`.
let package = Package(
    name: "fuzzing",
    dependencies: [
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1")
    ],
    targets: [
        .target(
            name: "CPlatform",
            linkerSettings: ["archive", "deflate", "hs", "pcre2-8", "sqlite3", "z", "zstd"].map { .linkedLibrary($0) }
        ),
        .target(
            name: "Platform",
            dependencies: ["CPlatform", .product(name: "SystemPackage", package: "swift-system")]
        ),
        .target(
            name: "SupportKit",
            dependencies: ["Platform"],
            exclude: [
                "Redaction/DatabaseRedactor.swift", "Redaction/RedactionPolicy.swift", "Redaction/SecretPattern.swift",
                "Redaction/TextFilter.swift", "Redaction/TextFilterError.swift",
            ]
        ),
        .executableTarget(
            name: "FuzzRedaction",
            dependencies: ["SupportKit"],
            swiftSettings: [.unsafeFlags(["-parse-as-library"])]
        ),
    ]
)

for target in package.targets where target.name != "CPlatform" {
    target.swiftSettings =
        (target.swiftSettings ?? []) + [
            .strictMemorySafety(),
            .enableUpcomingFeature("ExistentialAny"),
            .enableUpcomingFeature("InternalImportsByDefault"),
            .enableUpcomingFeature("MemberImportVisibility"),
            .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        ]
}
