import Checkpoints
import Foundation
import Initializers
import InitializerConfigurations
import KerasModels
import SeedCheckpoints

@testable import initialize

/// A bad input, and what should be said of it.
struct HostileInput: Sendable, CustomStringConvertible {
  let kind: Kind
  let bytes: [UInt8]
  /// The error's code.
  let code: String
  /// A part of its message.
  let message: String

  init(_ kind: Kind, _ bytes: [UInt8], _ code: String, _ message: String) {
    (self.kind, self.bytes, self.code, self.message) = (kind, bytes, code, message)
  }

  init(_ kind: Kind, _ text: String, _ code: String, _ message: String) {
    self.init(kind, Array(text.utf8), code, message)
  }

  var description: String {
    let letters = bytes.prefix(200).map {
      (32..<127).contains($0) ? Character(Unicode.Scalar($0)) : "·"
    }
    return "\(kind) \(String(letters))"
  }

  /// Where an input comes from.
  enum Kind: Sendable {
    /// `--shape`, drawn.
    case shape
    /// `--slice` of a tensor of 4 × 6.
    case slice
    /// A rank's `--part`.
    case rule
    /// The name of an initializer.
    case name
    /// An initializer as JSON, and a tensor of 4 × 6 by it.
    case configuration
    /// A manifest, to a plan.
    case manifest
    /// A Keras model, to a plan.
    case model
    /// A recipe, to a plan of a model with one matrix.
    case recipe
    /// Files.
    case safetensors, npy, npz, keras, index

    /// The ending of a file's name.
    var suffix: String {
      switch self {
      case .safetensors: "safetensors"
      case .npy: "npy"
      case .npz: "npz"
      case .keras: "keras"
      case .index: "safetensors.index.json"
      case .recipe: "yaml"
      default: "json"
      }
    }

    /// Reads an input as the command does.
    func read(_ bytes: [UInt8]) throws {
      let text = String(decoding: bytes, as: UTF8.self)
      let seed: Seed = 1
      switch self {
      case .shape:
        let _: Tensor<Float> = try VarianceScaling.heNormal(seed: 1).tensor(
          shape: ShapeArgument(argument: text).shape)
      case .slice:
        let slice = try SliceArgument(argument: text).ranges(in: [4, 6])
        let _: Tensor<Float> = try VarianceScaling.heNormal(seed: 1).tensor(
          shape: [4, 6], slice: slice)
      case .rule:
        let parameter = ModelParameter(
          name: "a.weight", shape: [4, 6], scalarType: .float32,
          initializer: VarianceScaling.heNormal())
        _ = try InitializationPlan(parameters: [parameter], seed: seed, parts: [PartRule(text)])
      case .name: _ = try InitializerCatalog(.own).get(text)
      case .configuration:
        let value = try JSONValue(parsing: Data(bytes))
        let initializer = try InitializerCatalog(.own).deserialize(
          InitializerConfiguration(written: value))
        let _: Tensor<Float> = try initializer.tensor(shape: [4, 6])
      case .manifest:
        _ = try InitializationPlan(parameters: Manifest(json: Data(bytes)).parameters, seed: seed)
      case .model:
        _ = try InitializationPlan(parameters: KerasModel(json: Data(bytes)).variables, seed: seed)
      case .recipe:
        let parameter = ModelParameter(name: "a.weight", shape: [4, 6], scalarType: .float32)
        _ = try InitializationPlan(
          parameters: [parameter], recipe: Recipe(yaml: text), seed: seed)
      case .safetensors, .npy, .npz, .keras, .index:
        try CommandLineTool.inFolder { folder in
          let path = "\(folder)/input.\(suffix)"
          try Data(bytes).write(to: URL(filePath: path))
          if self == .keras {
            _ = try ModelFile(path: path)
          } else {
            _ = try CheckpointSet(paths: [path])
          }
        }
      }
    }
  }
}
