import Checkpoints
import Foundation
import Initializers
import InitializerConfigurations
import KerasModels
import SeedCheckpoints

/// A kind of input that people, programs and files give.
enum FuzzTarget: String, CaseIterable {
  /// An initializer's configuration as JSON, read, written, read again, and drawn from.
  case configuration
  /// A Keras model's JSON, to a plan of its weights.
  case model
  /// A `.keras` archive.
  case archive
  /// A safetensors file.
  case safetensors
  /// A `.npy` file.
  case npy
  /// A `.npz` file.
  case npz
  /// A manifest, to a plan.
  case manifest
  /// A recipe in YAML, applied to the names of a small model.
  case recipe
  /// Shapes, slices and slice rules of the command line.
  case arguments

  /// Whether inputs are text in JSON, or in YAML that may be JSON.
  var isJSON: Bool { [.configuration, .model, .manifest, .recipe].contains(self) }

  /// Reads an input.
  ///
  /// Errors are what is expected of most; a trap, a hang or much memory is the find.
  ///
  /// - Parameter bytes: The input.
  func run(_ bytes: UnsafeRawBufferPointer) {
    switch self {
    case .configuration: try? Self.configuration(Data(bytes))
    case .model: try? Self.plan(KerasModel(json: Data(bytes)).variables)
    case .archive:
      try? Self.plan(ModelFile(path: InputPath.write(bytes, suffix: "keras")).parameters)
    case .safetensors: try? Self.read(InputPath.write(bytes, suffix: "safetensors"))
    case .npy: try? Self.read(InputPath.write(bytes, suffix: "npy"))
    case .npz: try? Self.read(InputPath.write(bytes, suffix: "npz"))
    case .manifest: try? Self.plan(Manifest(json: Data(bytes)).parameters)
    case .recipe: try? Self.recipe(String(decoding: bytes, as: UTF8.self))
    case .arguments: try? Self.arguments(String(decoding: bytes, as: UTF8.self))
    }
  }

  private static func configuration(_ json: Data) throws {
    let catalog = InitializerCatalog(.own)
    let initializer = try catalog.get(json: String(decoding: json, as: UTF8.self))
    draw(initializer)
    guard let written = try? catalog.serialize(initializer).json.text else { return }
    let again: any Initializer
    do {
      again = try catalog.get(json: written)
    } catch {
      fatalError("written but not read: \(written): \(error)")
    }
    let twice = try? catalog.serialize(again).json.text
    precondition(twice == written, "\(written) becomes \(twice ?? "an error")")
  }

  private static func draw(_ initializer: any Initializer) {
    let _: Tensor<Double>? = try? initializer.tensor(shape: [3, 3, 2, 4], threads: 1)
    for shape in [[0], [5], [4, 6]] {
      let whole: Tensor<Float>? = try? initializer.tensor(shape: shape, path: "x", threads: 1)
      guard let whole, shape == [4, 6] else { continue }
      let part: Tensor<Float>? = try? initializer.tensor(
        shape: shape, slice: [1..<3, 2..<6], path: "x", threads: 1)
      let expected = (1..<3).flatMap { row in whole.elements[row * 6 + 2..<row * 6 + 6] }
      precondition(
        part?.elements.map(\.bitPattern) == expected.map(\.bitPattern),
        "a slice differs from the whole: \(initializer)")
    }
  }

  private static func plan(_ parameters: [ModelParameter]) throws {
    _ = try InitializationPlan(parameters: parameters, seed: 1)
  }

  private static func read(_ path: String) throws {
    let reader = try CheckpointReader(path: path)
    for (index, tensor) in reader.tensors.enumerated() {
      guard let size = tensor.byteCount else { continue }
      var bytes = [UInt8](repeating: 0, count: min(size, 64))
      for offset in Set([0, size - bytes.count]) {
        try bytes.withUnsafeMutableBytes { buffer in
          try reader.read(buffer, ofTensor: index, at: offset)
        }
      }
    }
    _ = try CheckpointSet(reader)
  }

  private static let names = [
    ModelParameter(name: "model.embed_tokens.weight", shape: [16, 8], scalarType: .float32),
    ModelParameter(
      name: "model.layers.0.self_attn.q_proj.weight", shape: [8, 8], scalarType: .bfloat16),
    ModelParameter(
      name: "model.layers.1.mlp.down_proj.weight", shape: [8, 24], scalarType: .float32),
    ModelParameter(name: "model.layers.1.mlp.down_proj.bias", shape: [8], scalarType: .float32),
    ModelParameter(name: "conv/kernel", shape: [3, 3, 4, 8], scalarType: .float64),
  ]

  private static func recipe(_ yaml: String) throws {
    let recipe = try Recipe(yaml: yaml)
    _ = try InitializationPlan(parameters: names, recipe: recipe, seed: 1)
  }

  /// The first line is a shape, the second a slice, the third the part of a rank.
  private static func arguments(_ text: String) throws {
    let lines = text.split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)
    guard lines.count == 3 else { return }
    let shape = try ShapeArgument(argument: String(lines[0])).shape
    let slice = try? SliceArgument(argument: String(lines[1])).ranges(in: shape)
    let rule = try? PartRule(String(lines[2]))
    let parameter = ModelParameter(
      name: "a.weight", shape: shape, scalarType: .float32,
      initializer: VarianceScaling.heNormal(seed: 1))
    _ = try InitializationPlan(
      parameters: [parameter], seed: 1, parts: rule.map { [$0] } ?? [])
    let count = (slice?.map(\.count) ?? shape).reduce(1) { $0 * Double($1) }
    guard count < 10_000 else { return }
    let _: Tensor<Float> = try VarianceScaling.heNormal(seed: 1).tensor(
      shape: shape, slice: slice, threads: 1)
  }
}
