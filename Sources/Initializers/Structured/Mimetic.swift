/// Attention weights that look like trained ones: query · keyᵀ is near the identity, value · output
/// near its negative.
///
/// For each head, with Z of independent normal values of variance 1 / *d* and the singular value
/// decomposition α Z + β I = U Σ Vᵀ: the query's matrix of *d* inputs by the head's *k* outputs is
/// the first *k* columns of U Σ^½, the key's of V Σ^½. Over all heads together, with α Z − β I
/// instead, the value's is U Σ^½ and the output's, from the heads back to *d*, is Σ^½ Vᵀ.
///
/// Matrices that belong together take their draws from a common stream: that of the parameter's
/// path without its last two components, such as `layers.0.attn` for `layers.0.attn.q_proj.weight`,
/// with `/query-key/`*head* or `/value-output` appended.
///
/// Rank 2, (model, heads · k) and for the output (heads · k, model), in PyTorch's layout the other
/// way round; in Keras's layout heads may have an axis of their own, as in `MultiHeadAttention`.
/// Floating-point types; computed in `Double` and rounded once. A head takes about 30 *d*³
/// operations.
///
/// Source: A. Trockman, J. Z. Kolter, *Mimetic Initialization of Self-Attention Layers* (ICML
/// 2023), with α = β = 0.7 for queries and keys and 0.4 for values and outputs.
public struct Mimetic: Initializer, Hashable {
  /// Which of the four matrices of an attention layer it is.
  public enum Part: String, Sendable, Hashable, CaseIterable {
    /// The queries'.
    case query
    /// The keys'.
    case key
    /// The values'.
    case value
    /// The one after the heads.
    case output
  }

  /// Which of the four matrices it is.
  public let part: Part
  /// The number of heads.
  public let heads: Int
  /// The share of random values, α.
  public let alpha: Double
  /// The share of the identity, β.
  public let beta: Double
  /// Where outputs and inputs are.
  public let layout: WeightLayout
  /// The seed.
  public var seed: Seed?

  /// Creates the initializer.
  ///
  /// - Parameters:
  ///   - part: Which of the four matrices it is.
  ///   - heads: The number of heads, 1 or more.
  ///   - alpha: The share of random values, finite; `nil` for the paper's.
  ///   - beta: The share of the identity, finite; `nil` for the paper's.
  ///   - layout: Where outputs and inputs are.
  ///   - seed: The seed; `nil` to draw one. The four matrices of a layer need the same.
  /// - Throws: ``InitializationError/Code/invalidParameter`` for other numbers.
  public init(
    _ part: Part, heads: Int, alpha: Double? = nil, beta: Double? = nil,
    layout: WeightLayout = .keras, seed: Seed? = nil
  ) throws(InitializationError) {
    let usual = part == .query || part == .key ? 0.7 : 0.4
    self.part = part
    self.heads = heads
    self.alpha = alpha ?? usual
    self.beta = beta ?? usual
    self.layout = layout
    self.seed = seed ?? .drawn()
    guard heads > 0, self.alpha.magnitude < 1e6, self.beta.magnitude < 1e6 else {
      throw InitializationError(
        .invalidParameter,
        "\(heads) heads, alpha \(self.alpha) and beta \(self.beta) are not allowed; give 1 head or more, and numbers below 1e6"
      )
    }
  }

  /// None: elements depend on each other.
  public func law(for request: FillRequest) -> TensorLaw { .unknown }

  /// `false`: elements depend on all draws of a head.
  public func isElementwise(on backend: Backend) -> Bool { false }

  /// The sides of the matrix, and of a head's part.
  private struct Sizes {
    let modelIsFirst: Bool
    let model: Int
    let width: Int
    let size: Int
  }

  /// The sizes in a shape that is not empty.
  private func sizes(of shape: [Int]) -> Sizes {
    let modelIsFirst = (part != .output) == (layout == .keras)
    let model = modelIsFirst ? shape[0] : shape[shape.count - 1]
    let width = shape.reduce(1, *) / model
    return Sizes(
      modelIsFirst: modelIsFirst, model: model, width: width,
      size: isPerHead ? width / heads : width)
  }

  /// Whether each head has a matrix of its own.
  var isPerHead: Bool { part == .query || part == .key }

  /// Checks the scalar type, the shape, and the random values.
  public func check<S: Scalar>(
    _ type: S.Type, _ request: FillRequest
  ) throws(InitializationError) {
    try S.requireFloatingPoint()
    let shape = request.shape
    guard shape.count == 2 || shape.count == 3 && layout == .keras else {
      throw InitializationError(
        .invalidShape,
        "an attention matrix has rank 2, in Keras's layout 2 or 3; shape \(shape) does not")
    }
    if try ElementLayout(request).wholeCount == 0 { return }
    let sizes = sizes(of: shape)
    guard sizes.width % heads == 0, sizes.size <= sizes.model else {
      throw InitializationError(
        .invalidShape,
        "shape \(shape) does not fit \(heads) heads: they must divide \(sizes.width), and not be larger than the model"
      )
    }
    if shape.count == 3, (sizes.modelIsFirst ? shape[1] : shape[0]) != heads {
      throw InitializationError(
        .invalidShape, "shape \(shape) has another number of heads than \(heads)")
    }
    guard sizes.model <= 1 << 16 else {
      throw InitializationError(
        .invalidShape,
        "a model of \(sizes.model) units is too large to decompose; the limit is 65536")
    }
    // Values are at most the roots of singular values, which are below 10⁷.
    let draws = FillRequest(
      shape: [sizes.model, sizes.model], path: path(of: 0, request), backend: request.backend)
    try law(sizes.model).check(Double.self, draws)
  }

  /// The draws of a head.
  private func law(_ model: Int) throws(InitializationError) -> RandomNormal {
    try RandomNormal(standardDeviation: 1 / Double(model).squareRoot(), seed: seed)
  }

  /// What the paths of the draws begin with: for values and outputs, all of it.
  func derivedStem(of path: String) -> String {
    Self.common(path) + (isPerHead ? "/query-key" : "/value-output")
  }

  /// The stream of a head's draws.
  private func path(of head: Int, _ request: FillRequest) -> String {
    let stem = derivedStem(of: request.path)
    return isPerHead ? "\(stem)/\(head)" : stem
  }

  /// Writes the matrix.
  public func fill<S: Scalar>(
    _ out: inout MutableSpan<S>, _ request: FillRequest
  ) throws(InitializationError) {
    try check(S.self, request)
    let elements = try request.layout(for: out.count)
    if elements.elements.isEmpty { return }
    let sizes = sizes(of: request.shape)
    let (modelIsFirst, model, width, size) = (
      sizes.modelIsFirst, sizes.model, sizes.width, sizes.size
    )
    let columns = modelIsFirst ? width : model
    var factors = [[Double]?](repeating: nil, count: isPerHead ? heads : 1)
    try out.withRuns(of: elements) { run, whole throws(InitializationError) in
      for (index, position) in whole.enumerated() {
        let (row, column) = position.quotientAndRemainder(dividingBy: columns)
        let (inner, outer) = modelIsFirst ? (row, column) : (column, row)
        let (head, place) = outer.quotientAndRemainder(dividingBy: size)
        if factors[head] == nil { factors[head] = try factor(model, size, head, request) }
        guard let factor = factors[head] else { continue }
        run[index] = S(rounding: S.Arithmetic(factor[inner * size + place]))
      }
    }
  }

  /// The first columns of U Σ^½ or V Σ^½ of a head, row after row.
  private func factor(
    _ model: Int, _ size: Int, _ head: Int, _ request: FillRequest
  ) throws(InitializationError) -> [Double] {
    try requireMemory(for: 12 * model * model, MemoryLayout<Double>.stride)
    let draws: Tensor<Double> = try law(model).tensor(
      shape: [model, model], path: path(of: head, request), threads: request.threads,
      backend: request.backend)
    // Shares of at most 1 keep the squares of small numbers from vanishing.
    let scale = max(alpha.magnitude, beta.magnitude)
    if scale == 0 { return try Array(zeros: model * size) }
    let (alpha, beta) = (alpha / scale, beta / scale)
    var matrix = DenseMatrix(
      rows: model, columns: model, elements: draws.elements.map { $0 * alpha })
    for index in 0..<model { matrix[index, index] += isPerHead ? beta : -beta }
    let vectors = SingularVectors(matrix, .current)
    let isLeft = part == .query || part == .value
    let left = vectors.left
    let right = vectors.rightTransposed.transposed
    // The singular values are the diagonal of Uᵀ A V.
    let image = matrix * right
    var result = try [Double](zeros: model * size)
    for column in 0..<size {
      var value = 0.0
      for row in 0..<model { value += left[row, column] * image[row, column] }
      let root = (max(0, value) * scale).squareRoot()
      for row in 0..<model {
        result[row * size + column] = (isLeft ? left[row, column] : right[row, column]) * root
      }
    }
    return result
  }

  /// A path without its last two components.
  private static func common(_ path: String) -> String {
    let parts = path.utf8.split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == 0x2E || $0 == 0x2F })
    guard parts.count > 2 else { return "" }
    return String(Substring(path.utf8[..<parts[parts.count - 3].endIndex]))
  }
}
