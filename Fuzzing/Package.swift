// swift-tools-version: 6.2
import PackageDescription

// Built by `run`, which passes the sanitizer on the command line so that every module is
// instrumented.
let package = Package(
  name: "Fuzzing",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "swift-initializers", path: ".."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
  ],
  targets: [
    // The functions of clang's libFuzzer, which the sanitizer links.
    .systemLibrary(name: "LibFuzzer"),
    .executableTarget(
      name: "fuzz",
      dependencies: [
        "LibFuzzer",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Initializers", package: "swift-initializers"),
        .product(name: "InitializerConfigurations", package: "swift-initializers"),
        .product(name: "KerasModels", package: "swift-initializers"),
        .product(name: "Checkpoints", package: "swift-initializers"),
        .product(name: "SeedCheckpoints", package: "swift-initializers"),
      ],
      // The older linkers of many systems do not understand what the sanitizer adds.
      linkerSettings: [.unsafeFlags(["-use-ld=lld"], .when(platforms: [.linux]))]),
    // Answers what the readers find in files; `Conformance/fuzz_formats.py` compares it with what
    // other readers find.
    .executableTarget(
      name: "read",
      dependencies: [
        .product(name: "Initializers", package: "swift-initializers"),
        .product(name: "Checkpoints", package: "swift-initializers"),
      ],
      swiftSettings: [.treatAllWarnings(as: .error)]),
  ],
  swiftLanguageModes: [.v6]
)
