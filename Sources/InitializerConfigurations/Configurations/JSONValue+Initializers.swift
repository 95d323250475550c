import Initializers

extension JSONValue {
  /// A seed as a configuration has it: `null`, an integer, or a `SeedGenerator` with either.
  ///
  /// - Throws: `InitializationError` for a seed that has been used, or is beyond 64 bits.
  init(_ seed: Seed) throws(InitializationError) {
    guard seed.counter == 0, Self.seeds.contains(seed.integer) else {
      throw InitializationError(
        .invalidConfiguration,
        "no configuration can hold the seed \(seed.integer): seeds have 64 bits, and have not been used"
      )
    }
    let value: JSONValue = seed.isChosen ? .integer(seed.integer) : .null
    guard let name = seed.generatorName else {
      self = value
      return
    }
    var config: JSONObject = ["seed": value]
    if !name.isEmpty { config["name"] = .string(name) }
    self = .object([
      "module": .string("keras.random"), "class_name": .string("SeedGenerator"),
      "config": .object(config), "registered_name": .null,
    ])
  }

  private static let seeds = Int128(Int64.min)...Int128(UInt64.max)

  /// A list of integers.
  package init(_ integers: [Int]) {
    self = .array(integers.map { .integer(Int128($0)) })
  }

  /// The axes of fans, under Keras 3's names; `null` if a rule reads the fans.
  static func axes(of rule: Fans.Rule) -> JSONObject {
    guard case .axes(let input, let output) = rule else {
      return ["input_axes": .null, "output_axes": .null]
    }
    return ["input_axes": JSONValue(input), "output_axes": JSONValue(output)]
  }

  /// A number, a nested list of numbers, or one of Keras's `__numpy__` and `__tensor__` objects as
  /// an array.
  ///
  /// - Returns: The shape and elements, or `nil` if lists have different lengths or hold something
  ///   else.
  var numbers: (shape: [Int], elements: [Double])? {
    if let number = double { return ([], [number]) }
    if case .bool(let flag) = self { return ([], [flag ? 1 : 0]) }
    if let object, ["__numpy__", "__tensor__"].contains(object["class_name"]?.string) {
      return object["config"]?.object?["value"]?.numbers
    }
    guard let array else { return nil }
    let parts = array.compactMap(\.numbers)
    guard parts.count == array.count, parts.allSatisfy({ $0.shape == parts[0].shape }) else {
      return nil
    }
    return ([array.count] + (parts.first?.shape ?? []), parts.flatMap(\.elements))
  }

  /// Nested lists of an array's elements.
  init(shape: ArraySlice<Int>, elements: ArraySlice<JSONValue>) {
    guard let count = shape.first else {
      self = elements.first ?? .null
      return
    }
    let size = count > 0 ? elements.count / count : 0
    self = .array(
      (0..<count).map { index in
        let start = elements.startIndex + index * size
        return JSONValue(shape: shape.dropFirst(), elements: elements[start..<start + size])
      })
  }
}
