// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "Statistics",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "swift-initializers", path: ".."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
  ],
  targets: [
    // The stream's words on standard output, for batteries of tests.
    .executableTarget(
      name: "words",
      dependencies: [
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Initializers", package: "swift-initializers"),
      ])
  ],
  swiftLanguageModes: [.v6]
)
