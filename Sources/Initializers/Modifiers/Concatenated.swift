/// Several tensors side by side along an axis, each of an initializer of its own: the gates of a
/// recurrent layer, or fused queries, keys and values.
///
/// Part *i* has the share *s*ᵢ / Σ*s* of the axis. Its initializer sees the part's own shape, so
/// its fans are those of one gate, and has the stream of the path with `/i` appended.
///
/// ```swift
/// let gates = try Concatenated(repeating: Orthogonal(seed: 7), count: 4)             // an LSTM's recurrent kernel; in PyTorch axis 0
/// let fused = try Concatenated([query, key, value], shares: [32, 8, 8], axis: 0)     // grouped attention in PyTorch
/// ```
///
/// Rank 1 or more, with an axis that the sum of the shares divides; what scalar types the parts
/// take.
public struct Concatenated: Initializer {
  /// The initializers of the parts, in order.
  public private(set) var initializers: [any Initializer]
  /// The most parts, those of parts among them: 4096.
  public static let partLimit = 4096

  /// The parts' shares of the axis.
  public let shares: [Int]
  /// The axis; negative ones count from the end.
  public let axis: Int
  /// The number of parts, those of parts among them.
  private let partCount: Int
  /// Whether a part derives its streams from more than its own path.
  package let derivesFromStem: Bool

  /// Creates the initializer.
  ///
  /// - Parameters:
  ///   - initializers: The initializers of the parts, at least one.
  ///   - shares: The parts' shares of the axis, 1 or more each; `nil` for equal ones.
  ///   - axis: The axis; negative ones count from the end.
  /// - Throws: ``InitializationError/Code/invalidParameter`` if there are no parts, or not as many
  ///   shares.
  public init(
    _ initializers: [any Initializer], shares: [Int]? = nil, axis: Int = -1
  ) throws(InitializationError) {
    let shares = shares ?? initializers.map { _ in 1 }
    guard !initializers.isEmpty, shares.count == initializers.count,
      shares.allSatisfy({ (1...1 << 32).contains($0) })
    else {
      throw InitializationError(
        .invalidParameter,
        "\(initializers.count) initializers cannot have the shares \(shares.prefix(8)); give at least one, and a share of 1 to 2³² for each"
      )
    }
    partCount = initializers.reduce(0) { $0 + Self.partCount(of: $1) }
    guard partCount <= Self.partLimit else {
      throw InitializationError(
        .invalidParameter, "\(partCount) parts are not allowed; give at most \(Self.partLimit)")
    }
    derivesFromStem = initializers.contains(where: \.usesStem)
    self.initializers = initializers
    self.shares = shares
    self.axis = axis
  }

  /// Creates the initializer from one for all parts; each part has values of its own.
  ///
  /// - Parameters:
  ///   - base: The initializer of every part.
  ///   - count: The number of parts, 1 to ``partLimit``.
  ///   - axis: The axis; negative ones count from the end.
  /// - Throws: ``InitializationError/Code/invalidParameter`` for another number.
  public init(
    repeating base: any Initializer, count: Int, axis: Int = -1
  ) throws(InitializationError) {
    guard (1...Self.partLimit).contains(count) else {
      throw InitializationError(
        .invalidParameter, "\(count) parts are not allowed; give 1 to \(Self.partLimit)")
    }
    try self.init(Array(repeating: base, count: count), axis: axis)
  }

  private static func partCount(of initializer: any Initializer) -> Int {
    if let parts = initializer as? Concatenated { return parts.partCount }
    guard let modifier = initializer as? any InitializerModifier else { return 1 }
    return partCount(of: modifier.base)
  }

  /// The seed of the parts that draw from one.
  ///
  /// Setting it sets those that nobody chose, and keeps the others; or all, if all are chosen.
  public var seed: Seed? {
    get {
      let seeds = initializers.compactMap(\.seed)
      return seeds.first { !$0.isChosen } ?? seeds.first
    }
    set {
      guard let newValue else { return }
      let all = initializers.allSatisfy { $0.seed?.isChosen ?? true }
      for index in initializers.indices where all || initializers[index].seed?.isChosen == false {
        initializers[index].seed = newValue
      }
    }
  }

  /// As for the parts.
  public func isElementwise(on backend: Backend) -> Bool {
    initializers.allSatisfy { $0.isElementwise(on: backend) }
  }

  /// The scaled parts.
  public func scaled(by factor: Double) throws(InitializationError) -> any Initializer {
    var copy = self
    for index in initializers.indices {
      copy.initializers[index] = try initializers[index].scaled(by: factor)
    }
    return copy
  }

  /// The laws of the parts.
  public func law(for request: FillRequest) throws(InitializationError) -> TensorLaw {
    try parts(of: request.shape).law(for: request)
  }

  /// Checks the shape and every part.
  public func check<S: Scalar>(
    _ type: S.Type, _ request: FillRequest
  ) throws(InitializationError) {
    try parts(of: request.shape).check(type, request)
  }

  /// Writes the parts.
  public func fill<S: Scalar>(
    _ out: inout MutableSpan<S>, _ request: FillRequest
  ) throws(InitializationError) {
    try parts(of: request.shape).fill(&out, request)
  }

  /// The parts of a shape that has them.
  func parts(of shape: [Int]) throws(InitializationError) -> SideBySide {
    guard (-shape.count..<shape.count).contains(axis) else {
      throw InitializationError(
        .invalidShape, "parts lie along axis \(axis), which shape \(shape) does not have")
    }
    let axis = axis < 0 ? axis + shape.count : axis
    let sum = shares.reduce(0, +)
    guard shape[axis] % sum == 0 else {
      throw InitializationError(
        .invalidShape,
        "axis \(axis) of shape \(shape) cannot be divided into the shares \(shares.prefix(8)); their sum \(sum) does not divide \(shape[axis])"
      )
    }
    return SideBySide(
      axis: axis,
      zip(initializers, shares).enumerated().map { index, part in
        (part.0, part.1 * (shape[axis] / sum), "/\(index)")
      })
  }
}
