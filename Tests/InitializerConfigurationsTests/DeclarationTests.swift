import Foundation
import Initializers
import InitializerConfigurations
import TestSupport
import Testing

/// Laws that hold for every declared initializer: what is declared is tested by that.
struct DeclarationTests {
  /// A configuration, and a shape that it makes.
  struct Example: CustomTestStringConvertible {
    let configuration: InitializerConfiguration
    let shape: [Int]
    var testDescription: String { "\(configuration.json.text) \(shape)" }

    /// The initializer with a chosen seed.
    func initializer(_ dialect: Dialect) throws -> any Initializer {
      try InitializerCatalog(dialect).deserialize(configuration).seeded(7)
    }
  }

  static let declarations = InitializerCatalog.declarations

  /// The declarations' defaults.
  static let defaults = declarations.map {
    Example(
      configuration: InitializerConfiguration(className: $0.className), shape: $0.exampleShape)
  }

  /// The configurations whose values are frozen, of tensors of moderate size.
  static let frozen: [Example] = {
    guard let json = try? JSONValue(parsing: Vectors.data("native-1.json")) else { return [] }
    var examples: [InitializerConfiguration: [Int]] = [:]
    for row in json.object?["cases"]?.array ?? [] {
      guard let row = row.object, let shape = row["shape"]?.array?.compactMap(\.integer),
        shape.reduce(1, { $0.multipliedReportingOverflow(by: $1).partialValue }) <= 40_000,
        let configuration = try? InitializerConfiguration(json: row["initializer"] ?? .null)
      else { continue }
      examples[configuration] = shape
    }
    return examples.map { Example(configuration: $0.key, shape: $0.value) }
      .sorted { $0.testDescription < $1.testDescription }
  }()

  static let examples = defaults + frozen

  private static func values(_ initializer: any Initializer, _ shape: [Int]) throws -> [UInt64] {
    let tensor: Tensor<Double> = try initializer(shape: shape, path: "a/b")
    return tensor.elements.map(\.bitPattern)
  }

  /// Law: all values of every initializer that is declared are frozen;
  /// `Conformance/record_native_version.py` adds those of a new one.
  @Test func everyDeclarationHasAFrozenHash() {
    let known = Set(Self.frozen.map(\.configuration.className))
    for declaration in Self.declarations {
      #expect(known.contains(declaration.className), "\(declaration.className)")
    }
  }

  /// Law: what was written gives the same values when it is read, and is written the same again, in
  /// every dialect that has words for it.
  @Test(arguments: Dialect.allCases)
  func roundTrips(dialect: Dialect) throws {
    let catalog = InitializerCatalog(dialect)
    var count = 0
    for example in Self.examples {
      let initializer = try example.initializer(dialect)
      let written: InitializerConfiguration
      do throws(InitializationError) {
        written = try catalog.serialize(initializer)
      } catch {
        #expect(
          dialect != .own && error.code == .invalidConfiguration, "\(example.testDescription)")
        continue
      }
      let again = try catalog.get(json: written.json.text)
      #expect(try catalog.serialize(again) == written, "\(example.testDescription)")
      count += 1
      // How one that is not square is made comes with the version, and is not written.
      if dialect != .own && initializer is Identity { continue }
      let before = try Self.values(initializer, example.shape)
      #expect(try Self.values(again, example.shape) == before, "\(example.testDescription)")
    }
    #expect(dialect == .own ? count == Self.examples.count : count > 50)
  }

  /// Values to try for an argument, by its default and the words of its summary.
  private static func candidates(_ argument: InitializerDeclaration.Argument) -> [JSONValue] {
    let words = argument.summary.split { !($0.isLetter || $0.isNumber || $0 == "_") }
    let named = words.map { JSONValue.string(String($0)) }
    switch argument.defaultValue {
    case .number(let value): return [.number(2 * value), .number(value + 0.25)]
    case .integer(let value): return [.integer(value + 1)]
    case .bool(let flag): return [.bool(!flag)]
    case .string: return named + [.array([.integer(2), .integer(1)]), .string("random_uniform")]
    default:
      let lists = [[-1, 3], [1, 0], [1, 2, 3, 4]].map { list in
        JSONValue.array(list.map { .integer($0) })
      }
      return [.integer(7)] + lists + named
    }
  }

  /// Law: an argument that is given is what is written, and changes no other.
  @Test func everyArgumentIsWritten() throws {
    let catalog = InitializerCatalog(.own)
    // A gain is part of the scale, axes come in pairs, and parts are written one by one.
    let computed = ["nonlinearity", "input_axes", "output_axes", "initializers", "count"]
    var count = 0
    for declaration in Self.declarations where declaration.isWritten {
      func written(_ config: JSONObject) throws -> JSONObject {
        let configuration = InitializerConfiguration(
          className: declaration.className, config: config)
        return try catalog.serialize(catalog.deserialize(configuration)).config
      }
      let plain = try written([:])
      for argument in declaration.arguments where !computed.contains(argument.name) {
        if declaration.className == "Concatenated" && argument.name == "initializer" { continue }
        let name = argument.name
        let found = Self.candidates(argument).lazy.compactMap { value in
          (try? written([name: value])).map { (value: value, config: $0) }
        }.first { $0.config[name] ?? .null != plain[name] ?? .null }
        let changed = try #require(found, "\(declaration.className) \(name)")
        if name != "initializer" {
          #expect(changed.config[name]?.text == changed.value.text)
        }
        for (key, value) in plain where key != name && changed.config[key] != nil {
          #expect(changed.config[key] == value, "\(declaration.className) \(name) \(key)")
        }
        count += 1
      }
    }
    #expect(count > 60)
  }

  /// Oracle: the defaults of the initializers in Swift, which have to be those of the declarations.
  @Test func defaultsAreThoseOfSwift() throws {
    let made: [any Initializer] = [
      Zeros(), Ones(), try Identity(nonSquare: .padded), try RandomNormal(), try RandomUniform(),
      try TruncatedNormal(), try Orthogonal(), try VarianceScaling(fanRule: .keras3), STFT(),
      try Dirac(), try DeltaOrthogonal(), try ConvolutionOrthogonal(), Bilinear(), ZerO(),
      try SinusoidalPositions(), try SIREN(fanRule: .keras3), MambaStateMatrix(),
      try MambaTimeStepBias(), try Mimetic(.query, heads: 1),
      try Sparse(RandomNormal(standardDeviation: 1), sparsity: 0.5),
      try Stacked(Orthogonal()), try ICNR(.heNormal(fanRule: .keras3)),
      UnitForgetBias(Zeros()),
    ]
    let catalog = InitializerCatalog(.own)
    for initializer in made {
      let written = try catalog.serialize(initializer)
      let declared = try catalog.serialize(catalog.get(written.className))
      #expect(written == declared)
    }
  }

  /// Law: a slice is the part of the whole, with any number of threads.
  @Test func slices() throws {
    for example in Self.examples {
      let initializer = try example.initializer(.own)
      let whole: Tensor<Float> = try initializer(shape: example.shape, path: "a/b")
      let slice = example.shape.map { $0 / 3..<max($0 / 3 + 1, $0 - 1) }
      var positions = [0]
      for (axis, range) in slice.enumerated() {
        positions = positions.flatMap { start in range.map { start * example.shape[axis] + $0 } }
      }
      for threads in [1, 3] {
        let part: Tensor<Float> = try initializer.tensor(
          shape: example.shape, slice: slice, path: "a/b", threads: threads)
        let same = zip(part.elements, positions).allSatisfy {
          $0.bitPattern == whole.elements[$1].bitPattern
        }
        #expect(same && part.count == positions.count, "\(example.testDescription)")
      }
    }
  }

  /// Law: the scaled initializer gives the values times the factor, whatever it is made of.
  @Test func scaledValues() throws {
    for example in Self.examples {
      let initializer = try example.initializer(.own)
      let values: Tensor<Double> = try initializer(shape: example.shape, path: "p")
      for factor in [0.25, 1 / 3.0, 4] {
        let scaled: Tensor<Double> = try initializer.scaled(by: factor)(
          shape: example.shape, path: "p")
        let near = zip(scaled.elements, values.elements).allSatisfy {
          abs($0 - factor * $1) <= 4e-15 * max(1, abs(factor * $1))
        }
        #expect(near, "\(example.testDescription) \(factor)")
      }
      for factor in [0, -1, .infinity, .nan] {
        #expect(throws: InitializationError.self) { try initializer.scaled(by: factor) }
      }
    }
  }
}
