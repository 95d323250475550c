import BitGenerators
import Foundation
import Initializers
import InitializerConfigurations
import TestSupport
import Testing

/// Laws that hold for every initializer, shape, seed and slice, tried on many that a generator
/// chooses.
///
/// The generator starts from the case's number, so that a failure can be made again from it.
struct PropertyTests {
  /// A choice of everything that a tensor depends on.
  struct Choice: CustomStringConvertible {
    let initializer: any Initializer
    let shape: [Int]
    let slice: [Range<Int>]
    let path: String
    let backend: Backend

    var description: String {
      let text =
        (try? InitializerCatalog(.own).serialize(initializer).json.text) ?? "\(initializer)"
      return "\(text) \(shape) \(slice) \(path) \(backend)"
    }
  }

  static let cases = 0..<1000

  /// Makes a choice; `nil` for a shape that the initializer refuses, as it should.
  static func choice(_ number: Int) throws -> Choice? {
    var generator = Philox4x32(key: UInt64(number))
    func pick<T>(_ values: [T]) -> T { values[Int.random(in: 0..<values.count, using: &generator)] }
    func real(_ range: ClosedRange<Double>) -> Double { .random(in: range, using: &generator) }
    let seed = Seed(UInt64.random(in: 0 ... .max, using: &generator))
    let rule: Fans.Rule = pick([
      .keras2, .keras3, .torch, .jax(),
      .convolution(pick(ConvolutionKind.allCases), layout: pick(WeightLayout.allCases)),
      .axes(input: [0], output: [-1]),
    ])
    let catalog = InitializerCatalog(.own)
    /// A declared initializer with numbers of its own, made of another if it is made of one.
    func declared(depth: Int = 0) throws -> any Initializer {
      let declaration = pick(InitializerCatalog.declarations)
      let name = declaration.className
      var config: JSONObject = [:]
      for argument in declaration.arguments where pick([true, true, false]) {
        switch (argument.name, argument.defaultValue) {
        // Only the values show whether they have roots.
        case ("initializer", _) where depth < 2 && name != "SquareRoot":
          config["initializer"] = try catalog.serialize(declared(depth: depth + 1)).json
        case ("fans", _):
          let json = try JSONEncoder().encode([rule])
          config["fans"] = try JSONValue(parsing: json).array?.first
        case ("layout", _): config["layout"] = .string(pick(["keras", "torch"]))
        case (_, .number(0)): config[argument.name] = .number(real(-1...1))
        case (_, .number(let value)): config[argument.name] = .number(value * real(0.25...1.5))
        default: break
        }
      }
      let configuration = InitializerConfiguration(className: name, config: config)
      return try (try? catalog.deserialize(configuration)) ?? catalog.get(name)
    }
    let initializer = try declared().seeded(seed)
    let rank = pick([0, 1, 2, 2, 2, 3, 4])
    var shape = (0..<rank).map { _ in pick([1, 2, 3, 4, 6, 6, 9, 12, pick([0, 6, 6, 6])]) }
    if rank == 4, pick([true, false]) { (shape[0], shape[1]) = (3, 3) }
    let slice = shape.map { size -> Range<Int> in
      // Few are empty, as the others say more.
      if size == 0 || pick(Array(0..<20)) == 0 { return size..<size }
      let low = Int.random(in: 0..<size, using: &generator)
      return low..<Int.random(in: low + 1...size, using: &generator)
    }
    let made = Choice(
      initializer: initializer, shape: shape, slice: slice,
      path: pick(["", "a", "encoder/0/kernel", "größe"]),
      backend: pick([.native, .native, .native, .kerasJAX, .kerasNumPy]))
    do throws(InitializationError) {
      let _: Tensor<Float> = try initializer.tensor(
        shape: shape, path: made.path, backend: made.backend)
    } catch {
      // A refusal names what is wrong, and is the same for a part, if there is anything in it.
      #expect(!error.message.isEmpty)
      if slice.contains(where: \.isEmpty) { return nil }
      #expect(throws: InitializationError.self) {
        let _: Tensor<Float> = try initializer.tensor(
          shape: shape, slice: slice, path: made.path, backend: made.backend)
      }
      return nil
    }
    return made
  }

  /// Elements at a slice of a tensor.
  private func part<S: Scalar>(_ tensor: Tensor<S>, _ slice: [Range<Int>]) -> [S] {
    var positions = [0]
    for (axis, range) in slice.enumerated() {
      positions = positions.flatMap { start in range.map { start * tensor.shape[axis] + $0 } }
    }
    return positions.map { tensor.elements[$0] }
  }

  /// Law: the cases are not all refusals or empty.
  @Test func casesSaySomething() throws {
    let made = try Self.cases.compactMap { try Self.choice($0) }
    #expect(made.count > 500, "\(made.count)")
    #expect(made.count { !$0.shape.contains(0) && !$0.slice.contains(where: \.isEmpty) } > 300)
    #expect(Set(made.map { "\(type(of: $0.initializer))" }).count > 20)
  }

  /// Law: a slice is the part of the whole, in any pieces and with any threads.
  @Test(arguments: cases)
  func slices(number: Int) throws {
    guard let choice = try Self.choice(number) else { return }
    let whole: Tensor<Float> = try choice.initializer.tensor(
      shape: choice.shape, path: choice.path, backend: choice.backend)
    let expected = part(whole, choice.slice)
    for threads in [1, 3] {
      let cut: Tensor<Float> = try choice.initializer.tensor(
        shape: choice.shape, slice: choice.slice, path: choice.path, threads: threads,
        backend: choice.backend)
      #expect(cut.elements == expected, "\(choice)")
    }
    let middle = expected.count / 2
    for elements in [0..<middle, middle..<expected.count] {
      var piece = [Float](repeating: .nan, count: elements.count)
      let request = FillRequest(
        shape: choice.shape, slice: choice.slice, path: choice.path, elements: elements,
        backend: choice.backend)
      try piece.withUnsafeMutableBufferPointer { buffer in
        var span = MutableSpan(_unsafeElements: buffer)
        try choice.initializer.fill(&span, request)
      }
      #expect(piece == Array(expected[elements]), "\(choice)")
    }
  }

  /// Law: 16-bit values are the `Float` values rounded, and `Double` values are those with more
  /// digits.
  @Test(arguments: cases)
  func scalarTypes(number: Int) throws {
    guard let choice = try Self.choice(number), choice.backend == .native else { return }
    let single: Tensor<Float> = try choice.initializer.tensor(
      shape: choice.shape, path: choice.path)
    let half: Tensor<BFloat16> = try choice.initializer.tensor(
      shape: choice.shape, path: choice.path)
    #expect(half.elements == single.elements.map { BFloat16(rounding: $0) }, "\(choice)")
    let double: Tensor<Double> = try choice.initializer.tensor(
      shape: choice.shape, path: choice.path)
    let size = max(1e-30, single.elements.map { Double($0.magnitude) }.max() ?? 0)
    for (short, long) in zip(single.elements, double.elements) {
      #expect(abs(Double(short) - long) <= 2e-5 * size, "\(choice)")
    }
  }

  /// Law: a configuration that was written gives the same values when it is read, and is written
  /// the same again.
  @Test(arguments: cases)
  func configurations(number: Int) throws {
    guard let choice = try Self.choice(number) else { return }
    let catalog = InitializerCatalog(.own)
    let text = try catalog.serialize(choice.initializer).json.text
    let again = try catalog.get(json: text)
    #expect(try catalog.serialize(again).json.text == text)
    let first: Tensor<Float> = try choice.initializer.tensor(
      shape: choice.shape, path: choice.path, backend: choice.backend)
    let second: Tensor<Float> = try again.tensor(
      shape: choice.shape, path: choice.path, backend: choice.backend)
    #expect(first.elements.map(\.bitPattern) == second.elements.map(\.bitPattern), "\(choice)")
  }

  /// Law: another path gives other values, and the same path the same; a power of two as factor
  /// changes exponents alone.
  @Test(arguments: cases)
  func pathsAndFactors(number: Int) throws {
    guard let choice = try Self.choice(number), choice.backend == .native else { return }
    let one: Tensor<Float> = try choice.initializer.tensor(shape: choice.shape, path: "one")
    let same: Tensor<Float> = try choice.initializer.tensor(shape: choice.shape, path: "one")
    let other: Tensor<Float> = try choice.initializer.tensor(shape: choice.shape, path: "other")
    #expect(one == same)
    let varies = Set(one.elements).count > 20
    if choice.initializer.seed != nil, varies { #expect(one != other, "\(choice)") }
    if choice.initializer.seed == nil { #expect(one == other, "\(choice)") }
    let doubled: any Initializer = try choice.initializer.scaled(by: 4)
    let four: Tensor<Float> = try doubled.tensor(shape: choice.shape, path: "one")
    #expect(
      zip(four.elements, one.elements).allSatisfy { abs($0 - 4 * $1) <= 2e-6 * abs(4 * $1) },
      "\(choice)")
  }
}
