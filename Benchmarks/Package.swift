// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "swift-initializers", path: ".."),
    // Without its traits it counts no allocations, and needs nothing but itself.
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    // Our side of `compare`.
    .executableTarget(
      name: "measure",
      dependencies: [.product(name: "Initializers", package: "swift-initializers")]),
    // Micro-benchmarks for those who work on the loops: `swift package benchmark`.
    .executableTarget(
      name: "Fills",
      dependencies: [
        .product(name: "Benchmark", package: "benchmark"),
        .product(name: "Initializers", package: "swift-initializers"),
      ],
      path: "Benchmarks/Fills",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
  ],
  swiftLanguageModes: [.v6]
)
