// swift-tools-version: 6.2
import PackageDescription

/// `MUSTER_WARNINGS=error`, which CI sets, makes every warning of this package an error.
let warnings: [SwiftSetting] =
  Context.environment["MUSTER_WARNINGS"] == "error" ? [.treatAllWarnings(as: .error)] : []

let strict: [SwiftSetting] =
  warnings + [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
  ]

/// Targets whose loops are what a run's time is made of are optimised in debug builds too: the suite trains for real.
let optimized: [SwiftSetting] = strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]

func numericTarget(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: optimized)
}

func cTarget(_ name: String, exclude: [String] = []) -> Target {
  .target(name: name, exclude: exclude, cSettings: [.unsafeFlags(["-O2"], .when(configuration: .debug))])
}

func target(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.byName(name: name)] + dependencies, exclude: exclude,
    swiftSettings: strict)
}

let package = Package(
  name: "muster",
  products: [
    .executable(name: "muster", targets: ["muster"]),
    .executable(name: "muster-worker", targets: ["muster-worker"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
  ],
  targets: [
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

    cTarget("CSHA256"),
    numericTarget("Determinism", ["CSHA256"]),
    target("YAMLTree", ["CYAML"]),
    target("Addresses", ["Determinism"]),
    target("JobSpec", ["YAMLTree", "Determinism", "Addresses"]),
    numericTarget("Datasets", ["Determinism", "CZlib"]),
    cTarget("CKernel"),
    numericTarget("Kernel", ["CKernel", "Determinism"]),
    numericTarget("Federation", ["Determinism"]),
    target("Tokenomics"),
    target(
      "Planning", ["JobSpec", "YAMLTree", "Datasets", "Kernel", "Federation", "Tokenomics", "Determinism"]),
    cTarget("CMonocypher", exclude: ["LICENCE.txt"]),
    target("WorkerProtocol", ["CMonocypher", "Determinism"]),
    target("Launching", ["WorkerProtocol"]),
    target(
      "Execution",
      [
        "Planning", "Datasets", "Kernel", "Federation", "Tokenomics", "Launching", "WorkerProtocol",
        "Determinism",
      ]),
    target(
      "Record",
      [
        "Planning", "JobSpec", "Datasets", "Kernel", "Tokenomics", "Determinism",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    target("Batches", ["JobSpec", "Tokenomics", "Determinism"]),
    target("Settlement", ["Tokenomics", "Addresses", "Determinism"]),
    target(
      "Reporting", ["Record", "Planning", "JobSpec", "Datasets", "Kernel", "Tokenomics", "Determinism"]),
    numericTarget("Artefacts", ["Kernel", "Datasets", "Determinism", "CZlib"]),
    program(
      "muster",
      [
        "Batches", "Settlement", "Reporting", "Artefacts", "Execution", "Record", "Planning", "JobSpec",
        "YAMLTree", "Addresses", "Datasets", "Kernel", "Tokenomics",
        "Launching",
        "WorkerProtocol", "Determinism", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    program("muster-worker", ["Launching", "WorkerProtocol", "Kernel", "Datasets", "Determinism"]),

    tests("Determinism", ["CSHA256"]),
    tests("YAMLTree"),
    tests("JobSpec", ["YAMLTree", "Determinism"], exclude: ["Goldens"]),
    tests("WorkerProtocol", ["CMonocypher", "Determinism"]),
    tests("Addresses", ["Determinism"]),
    tests("Datasets", ["Determinism"]),
    tests("Kernel", ["CKernel", "Determinism"]),
    tests("Federation", ["Determinism"]),
    tests("Tokenomics", ["Determinism"]),
    tests("Launching", ["WorkerProtocol", "Datasets", "Kernel", "Determinism", "muster-worker"]),
    tests(
      "Record",
      [
        "Planning", "JobSpec", "Datasets", "Kernel", "Tokenomics", "Determinism",
        .product(name: "GRDB", package: "GRDB.swift"),
      ], exclude: ["Sample.sql", "Version1.sql", "Version2.sql", "Version3.sql"]),
    tests("Planning", ["JobSpec", "YAMLTree", "Datasets", "Kernel", "Tokenomics", "Determinism"]),
    tests(
      "Execution",
      [
        "Planning", "JobSpec", "Datasets", "Kernel", "Federation", "Tokenomics", "Launching",
        "WorkerProtocol", "Determinism",
      ]),
    tests("Batches", ["JobSpec", "Tokenomics", "Determinism"]),
    tests("Settlement", ["Tokenomics", "Addresses", "Determinism"]),
    tests(
      "Reporting", ["Record", "Planning", "JobSpec", "Datasets", "Kernel", "Tokenomics", "Determinism"],
      exclude: ["Goldens"]),
    tests("Artefacts", ["Kernel", "Datasets", "Determinism"], exclude: ["Fixtures"]),
    .testTarget(name: "HouseTests", swiftSettings: strict),
    .testTarget(
      name: "EndToEndTests",
      dependencies: ["muster", "muster-worker", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
