// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "swift-initializers", path: "..")
  ],
  targets: [
    // Our side of `compare`.
    .executableTarget(
      name: "measure",
      dependencies: [.product(name: "Initializers", package: "swift-initializers")])
  ],
  swiftLanguageModes: [.v6]
)
