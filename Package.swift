// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "swift-initializers",
  platforms: [.macOS(.v15), .iOS(.v18), .tvOS(.v18), .watchOS(.v11), .visionOS(.v2)],
  products: [
    .library(name: "Initializers", targets: ["Initializers"]),
    .library(name: "StrictJSON", targets: ["StrictJSON"]),
    .library(name: "InitializerConfigurations", targets: ["InitializerConfigurations"]),
    .library(name: "KerasModels", targets: ["KerasModels"]),
    .library(name: "Checkpoints", targets: ["Checkpoints"]),
    .library(name: "SeedCheckpoints", targets: ["SeedCheckpoints"]),
    .library(name: "Diagnostics", targets: ["Diagnostics"]),
    .executable(name: "initialize", targets: ["initialize"]),
  ],
  traits: [
    .trait(
      name: "Command",
      description:
        "Builds the command initialize. Who only uses the libraries says traits: [], and no other package is fetched."
    ),
    // With HDF5 alone on the command line, the command is built all the same.
    .trait(
      name: "HDF5",
      description:
        "Writes .weights.h5 and .keras files, and reads .weights.h5 to verify, with libhdf5 (apt: libhdf5-dev, brew: hdf5).",
      enabledTraits: ["Command"]),
    .default(enabledTraits: ["Command"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
  ],
  targets: [
    // The C library under one name, and the few things that Foundation would be needed for. No
    // Foundation.
    .target(name: "Platform"),
    // Integers only: counter-based and stateful bit generators.
    .target(name: "BitGenerators"),
    // Loops for several instruction sets, which Swift cannot compile in one program.
    .target(name: "CLoops"),
    // The types of elements by name and size: all that files need to know of tensors.
    .target(name: "ScalarTypes"),
    // The library people import: laws, the native stream, tensors. No Foundation, no files.
    .target(
      name: "Initializers", dependencies: ["BitGenerators", "CLoops", "Platform", "ScalarTypes"]),
    // JSON with its order and its mistakes: what no package at hand keeps.
    .target(name: "StrictJSON", dependencies: ["Platform"]),
    // Names and configurations of initializers, to initializers and back.
    .target(
      name: "InitializerConfigurations",
      dependencies: ["BitGenerators", "Initializers", "StrictJSON"]),
    // Bytes of tensors into files of every format, atomically.
    .target(
      name: "Checkpoints",
      dependencies: [
        "Platform", "ScalarTypes", "StrictJSON",
        .target(name: "CHDF5", condition: .when(traits: ["HDF5"])),
      ]),
    // Keras's descriptions of models, to parameters with their initializers, and where Keras's
    // files have them.
    .target(
      name: "KerasModels",
      dependencies: ["Initializers", "InitializerConfigurations", "Checkpoints"]),
    .systemLibrary(
      name: "CHDF5", pkgConfig: "hdf5", providers: [.apt(["libhdf5-dev"]), .brew(["hdf5"])]),
    // Plans: which initializer fills which tensor, carried out into checkpoints, whole or in
    // shards.
    .target(
      name: "SeedCheckpoints",
      dependencies: [
        "Platform", "Initializers", "StrictJSON", "InitializerConfigurations", "KerasModels",
        "Checkpoints",
      ],
      resources: [.embedInCode("Recipes/Data")]),
    // What initial weights look like, how signals fare in deep networks, and what is likely wrong.
    .target(
      name: "Diagnostics",
      dependencies: [
        "Platform", "Initializers", "StrictJSON", "InitializerConfigurations", "KerasModels",
        "Checkpoints", "SeedCheckpoints",
      ]),
    // The command.
    .executableTarget(
      name: "initialize",
      dependencies: [
        "Platform", "Initializers", "StrictJSON", "InitializerConfigurations", "KerasModels",
        "Checkpoints", "SeedCheckpoints", "Diagnostics",
        .product(
          name: "ArgumentParser", package: "swift-argument-parser",
          condition: .when(traits: ["Command"])),
      ]),
    // Statistics and file access that several test targets share.
    .target(name: "TestSupport", path: "Tests/TestSupport"),
    .testTarget(name: "StrictJSONTests", dependencies: ["StrictJSON"]),
    .testTarget(name: "BitGeneratorsTests", dependencies: ["BitGenerators", "TestSupport"]),
    .testTarget(
      name: "InitializersTests", dependencies: ["BitGenerators", "Initializers", "TestSupport"]),
    .testTarget(
      name: "InitializerConfigurationsTests",
      dependencies: ["BitGenerators", "InitializerConfigurations", "TestSupport"]),
    .testTarget(
      name: "KerasModelsTests", dependencies: ["KerasModels", "TestSupport"]),
    .testTarget(
      name: "CheckpointsTests",
      dependencies: [
        "Checkpoints", "Initializers", "TestSupport",
        .target(name: "CHDF5", condition: .when(traits: ["HDF5"])),
      ]),
    .testTarget(
      name: "SeedCheckpointsTests", dependencies: ["SeedCheckpoints", "TestSupport"]),
    .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics", "TestSupport"]),
    .testTarget(
      name: "initializeTests",
      dependencies: ["initialize", "Initializers", "InitializerConfigurations", "TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)

// Strictness that every target of this package keeps.
for target in package.targets where target.type != .system {
  target.swiftSettings = [
    .treatAllWarnings(as: .error),
    // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0335-existential-any.md
    .enableUpcomingFeature("ExistentialAny"),
    // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0409-access-level-on-imports.md
    .enableUpcomingFeature("InternalImportsByDefault"),
    // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0444-member-import-visibility.md
    .enableUpcomingFeature("MemberImportVisibility"),
  ]
}
