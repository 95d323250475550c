import Checkpoints
public import Initializers

/// One tensor of a plan: what it is called, and all that its values depend on.
public struct PlannedTensor: Sendable {
  /// The name in the file.
  public let name: String
  /// The dimensions of the whole tensor.
  public let shape: [Int]
  /// The part to make, a range of each axis; `nil` for the whole.
  public let slice: [Range<Int>]?
  /// The scalar type.
  public let scalarType: ScalarType
  /// The initializer, with the seed to use.
  public let initializer: any Initializer
  /// The name of the tensor's own stream; empty for none.
  public let path: String
  /// The rule of a recipe that gave the initializer, in words; `nil` if none did.
  public let rule: String?
  /// Where random values come from.
  public let backend: Backend

  /// Creates a tensor of a plan.
  ///
  /// - Parameters:
  ///   - name: The name in the file.
  ///   - shape: The dimensions of the whole tensor.
  ///   - slice: The part to make; `nil` for the whole.
  ///   - scalarType: The scalar type.
  ///   - initializer: The initializer, with the seed to use.
  ///   - path: The name of the tensor's own stream; empty for none.
  ///   - rule: The rule of a recipe that gave the initializer, in words.
  ///   - backend: Where random values come from.
  public init(
    name: String, shape: [Int], slice: [Range<Int>]? = nil, scalarType: ScalarType,
    initializer: any Initializer, path: String = "", rule: String? = nil,
    backend: Backend = .native
  ) {
    self.name = name
    self.shape = shape
    self.slice = slice
    self.scalarType = scalarType
    self.initializer = initializer
    self.path = path
    self.rule = rule
    self.backend = backend
  }

  /// The same tensor, of which another part is made.
  func sliced(_ slice: [Range<Int>]) -> PlannedTensor {
    PlannedTensor(
      name: name, shape: shape, slice: slice, scalarType: scalarType, initializer: initializer,
      path: path, rule: rule, backend: backend)
  }

  /// The dimensions of what is made: of the slice, or of the whole tensor.
  public var extents: [Int] { slice?.map(\.count) ?? shape }

  /// The number of bytes of the elements; only for tensors of a plan, which has checked their shapes.
  var byteCount: Int {
    extents.contains(0) ? 0 : extents.reduce(scalarType.byteCount, *)
  }

  /// The request for all or some of the tensor's elements.
  ///
  /// - Parameters:
  ///   - elements: Which of the elements; `nil` for all.
  ///   - threads: The most threads to use; `nil` for one a processor.
  /// - Returns: The request.
  package func request(elements: Range<Int>? = nil, threads: Int?) -> FillRequest {
    FillRequest(
      shape: shape, slice: slice, path: path, elements: elements, threads: threads,
      backend: backend)
  }

  /// Whether a part of the elements costs no more than its share: peers draw a tensor as one sequence.
  var isElementwise: Bool {
    initializer.isElementwise(on: backend)
  }

  /// What the file says of the tensor.
  var description: TensorDescription {
    TensorDescription(name: name, shape: extents, scalarType: scalarType)
  }
}
