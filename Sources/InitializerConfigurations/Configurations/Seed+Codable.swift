public import Initializers

extension Seed {
  /// Reads a seed as configurations have it; `nil` for what is none.
  init?(json: JSONValue) {
    switch json {
    case .null: self = .drawn()
    case .integer(let integer): self.init(integer)
    case .object(let generator) where generator["class_name"]?.string == "SeedGenerator":
      guard let config = generator["config"]?.object, config["seed"]?.object == nil,
        var seed = Seed(json: config["seed"] ?? .null)
      else { return nil }
      seed.generatorName = config["name"]?.string ?? ""
      self = seed
    default: return nil
    }
  }
}

/// A seed as configurations have it: an integer, or Keras's `SeedGenerator` with one.
///
/// A seed that nobody chose is `null`, and `null` is a fresh seed.
extension Seed: Codable {
  /// Decodes an integer, `null` or a `SeedGenerator`.
  public init(from decoder: any Decoder) throws {
    guard let seed = Seed(json: try JSONValue(from: decoder)) else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath,
          debugDescription: "a seed is null, an integer, or a SeedGenerator with either"))
    }
    self = seed
  }

  /// Encodes what configurations hold.
  public func encode(to encoder: any Encoder) throws { try JSONValue(self).encode(to: encoder) }
}
