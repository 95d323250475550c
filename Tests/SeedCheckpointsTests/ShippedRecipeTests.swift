import Foundation
import Initializers
import KerasModels
import SeedCheckpoints
import TestSupport
import Testing

/// Oracle: models that transformers 5.24 and torchvision 0.29 made themselves on torch 2.15,
/// several times each.
struct ShippedRecipeTests {
  struct Recorded: Decodable {
    struct Parameter: Decodable {
      let shape: [Int]
      let dtype: String
      let mean, std: Double
      let kurtosis: Double?
      let zeros: Zeros
      let ones: Bool
      let values: [Double]?
    }

    /// `"all"`, `"none"`, or the rows that are zero.
    enum Zeros: Decodable, Equatable {
      case all, none
      case rows([Int])

      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let rows = try? container.decode([Int].self) {
          self = .rows(rows)
        } else {
          self = try container.decode(String.self) == "all" ? .all : .none
        }
      }
    }

    let draws: Int
    let parameters: [String: Parameter]
  }

  /// As many elements of a tensor as statistics need.
  static let most = 200_000

  static func values(_ tensor: PlannedTensor) throws -> [Double] {
    let count = min(tensor.shape.reduce(1, *), Self.most)
    guard tensor.scalarType.isFloatingPoint else {
      var values = [Int64](repeating: 9, count: count)
      try tensor.initializer.fill(&values, shape: tensor.shape, path: tensor.path)
      return values.map(Double.init)
    }
    var values = [Float](repeating: .nan, count: count)
    var span = values.mutableSpan
    try tensor.initializer.fill(
      &span, FillRequest(shape: tensor.shape, path: tensor.path, elements: 0..<count))
    return values.map(Double.init)
  }

  /// Law: every recipe that ships is compared with its peer.
  @Test func recipesAreRecorded() {
    #expect(Set(Self.records.map(Self.recipe)) == Set(Recipe.names))
  }

  static let records = Vectors.names(in: "recipes")

  /// The recipe of a recorded model: `t5` of `t5-gated`.
  static func recipe(of record: String) -> String { String(record.prefix { $0 != "-" }) }

  @Test(arguments: records)
  func modelsStartAsTheirPeers(record: String) throws {
    let recipe = Self.recipe(of: record)
    let recorded = try Vectors.decode(Recorded.self, from: "recipes/\(record).json")
    let names = recorded.parameters.keys.sorted()
    let parameters = try names.map { name in
      let parameter = try #require(recorded.parameters[name])
      return ModelParameter(
        name: name, shape: parameter.shape,
        scalarType: try #require(ScalarType(rawValue: parameter.dtype)))
    }
    let plans = try (1...4).map { seed in
      try InitializationPlan(
        parameters: parameters, recipe: Recipe(named: recipe), seed: Seed(seed))
    }
    for (position, name) in names.enumerated() {
      let peer = try #require(recorded.parameters[name])
      let values = try plans.map { try Self.values($0.tensors[position]) }
      let pooled = values.flatMap(\.self)
      #expect(peer.ones == pooled.allSatisfy { $0 == 1 }, "\(name)")
      expectZeros(peer, values[0], name)
      if let row = peer.values {
        for (value, expected) in zip(values[0], row) {
          #expect(abs(value - expected) <= 2e-7 * abs(expected), "\(name)")
        }
      }
      // Spreads of the two estimates together, from the numbers of values behind them.
      let whole = peer.shape.reduce(1, *)
      let spread = 1 / Double(pooled.count) + 1 / Double(whole * recorded.draws)
      let mean = pooled.reduce(0, +) / Double(pooled.count)
      let variance = pooled.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(pooled.count)
      #expect(abs(mean - peer.mean) <= 5 * peer.std * spread.squareRoot() + 1e-7, "\(name)")
      guard let kurtosis = peer.kurtosis, peer.values == nil else { continue }
      let tolerance = 5 * ((kurtosis - 1) / 4 * spread).squareRoot()
      #expect(
        abs(variance.squareRoot() / peer.std - 1) <= tolerance,
        "\(name): \(variance.squareRoot()), not \(peer.std)")
      let fourth =
        pooled.reduce(0) { $0 + pow($1 - mean, 4) } / Double(pooled.count) / (variance * variance)
      #expect(abs(fourth - kurtosis) <= 8 * (24 * spread).squareRoot(), "\(name): \(fourth)")
    }
  }

  private func expectZeros(_ peer: Recorded.Parameter, _ values: [Double], _ name: String) {
    guard let rows = peer.shape.first, rows > 0 else {
      #expect((peer.zeros == .all) == (values == [0]), "\(name)")
      return
    }
    let size = peer.shape.dropFirst().reduce(1, *)
    let zero = (0..<values.count / size).filter { row in
      values[row * size..<(row + 1) * size].allSatisfy { $0 == 0 }
    }
    switch peer.zeros {
    case .all: #expect(values.allSatisfy { $0 == 0 }, "\(name)")
    case .none: #expect(zero.isEmpty, "\(name)")
    case .rows(let expected): #expect(zero == expected, "\(name)")
    }
  }

  /// Law: every recipe that ships has a name and a text, and says what it follows.
  @Test func namesAndTexts() throws {
    for name in Recipe.names {
      #expect(try Recipe.text(named: name).contains("Sources:"))
    }
    let error = #expect(throws: InitializationError.self) { try Recipe(named: "gpt3") }
    #expect(error?.message.contains("bert, gpt2") == true)
  }
}
