import InitializerConfigurations
public import Initializers

/// A variable of a model: where it is, what it looks like, and how it starts.
public struct ModelVariable: Sendable {
  /// The path of the variable, in Keras such as `conv1/kernel`, made unique within the model.
  public var path: String
  /// The dimensions.
  public let shape: [Int]
  /// The scalar type.
  public let scalarType: ScalarType
  /// The initializer, as the model's configuration has it.
  public let initializer: any Initializer
  /// The layer that the variable belongs to; `nil` if it is not known.
  public let origin: VariableOrigin?
  /// Tells variables apart whose paths are the same, and knows one again that two layers hold.
  let identity = Identity()

  /// Creates a variable.
  ///
  /// - Parameters:
  ///   - path: The path, unique within the model.
  ///   - shape: The dimensions.
  ///   - scalarType: The scalar type.
  ///   - initializer: The initializer.
  ///   - origin: The layer that the variable belongs to; `nil` if it is not known.
  public init(
    path: String, shape: [Int], scalarType: ScalarType, initializer: any Initializer,
    origin: VariableOrigin? = nil
  ) {
    self.path = path
    self.shape = shape
    self.scalarType = scalarType
    self.initializer = initializer
    self.origin = origin
  }

  /// Something that is equal to nothing but itself.
  final class Identity: Sendable {}
}
