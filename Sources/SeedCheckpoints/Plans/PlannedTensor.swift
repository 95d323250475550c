public import Checkpoints
public import Initializers
public import KerasModels

/// A parameter of a model as a plan makes it: all that its values depend on, and which part of them
/// is wanted.
public struct PlannedTensor: Sendable {
  /// What is made, as the model and a recipe say; its scalar type is that of the file.
  public let parameter: ModelParameter
  /// The initializer, with the seed to use.
  public let initializer: any Initializer
  /// The name of the tensor's own stream; empty for none.
  public let path: String
  /// The part to make, a range of each axis; `nil` for the whole.
  public internal(set) var slice: [Range<Int>]?
  /// Where random values come from.
  public let backend: Backend

  /// Creates a tensor of a plan.
  ///
  /// - Parameters:
  ///   - parameter: What is made.
  ///   - slice: The part to make; `nil` for the whole.
  ///   - initializer: The initializer, with the seed to use.
  ///   - path: The name of the tensor's own stream; empty for none.
  ///   - backend: Where random values come from.
  public init(
    _ parameter: ModelParameter, slice: [Range<Int>]? = nil, initializer: any Initializer,
    path: String = "", backend: Backend = .native
  ) {
    self.parameter = parameter
    self.slice = slice
    self.initializer = initializer
    self.path = path
    self.backend = backend
  }

  /// Creates a tensor of a plan that is no model's.
  ///
  /// - Parameters:
  ///   - name: The name in the file.
  ///   - shape: The dimensions of the whole tensor.
  ///   - slice: The part to make; `nil` for the whole.
  ///   - scalarType: The scalar type.
  ///   - initializer: The initializer, with the seed to use.
  ///   - path: The name of the tensor's own stream; empty for none.
  ///   - backend: Where random values come from.
  public init(
    name: String, shape: [Int], slice: [Range<Int>]? = nil, scalarType: ScalarType,
    initializer: any Initializer, path: String = "", backend: Backend = .native
  ) {
    self.init(
      ModelParameter(name: name, shape: shape, scalarType: scalarType), slice: slice,
      initializer: initializer, path: path, backend: backend)
  }

  /// The name in the file.
  public var name: String { parameter.name }

  /// The dimensions of the whole tensor.
  public var shape: [Int] { parameter.shape }

  /// The scalar type.
  public var scalarType: ScalarType { parameter.scalarType }

  /// The dimensions of what is made: of the slice, or of the whole tensor.
  public var extents: [Int] { slice?.map(\.count) ?? shape }

  /// What the file says of the tensor.
  public var description: TensorDescription {
    TensorDescription(name: name, shape: extents, scalarType: scalarType)
  }

  /// The number of bytes of the elements; only for tensors of a plan, which has checked their
  /// shapes.
  var byteCount: Int { description.byteCount ?? 0 }

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

  /// Whether a part of the elements costs no more than its share: peers draw a tensor as one
  /// sequence.
  var isElementwise: Bool {
    initializer.isElementwise(on: backend)
  }

  /// The scalar type as a type of Swift.
  var scalar: any Scalar.Type {
    get throws(InitializationError) {
      guard let scalar = scalarType.scalar else {
        throw InitializationError(
          .unsupportedScalarType,
          "\(scalarType.rawValue) does not exist on this platform; use bfloat16 or float32")
      }
      return scalar
    }
  }

  /// Finds out whether the tensor can be made.
  ///
  /// - Parameter isAlone: Whether the tensor was given no name by anybody, so that messages leave
  ///   it out.
  /// - Throws: `InitializationError` naming the tensor.
  func check(isAlone: Bool) throws(InitializationError) {
    let scalar = try scalar
    do throws(InitializationError) {
      try initializer.check(scalar, request(threads: 1))
    } catch {
      let rule = parameter.rule.map { " (\($0))" } ?? ""
      throw InitializationError(
        error.code, isAlone ? error.message : "\(name)\(rule): \(error.message)",
        underlyingError: error.underlyingError)
    }
  }
}
