public import Initializers

/// A parameter of a model: what it is called and looks like, and how it starts, as far as the model
/// and a recipe say so.
public struct ModelParameter: Sendable {
  /// The name, unique within the model: in Keras a path such as `conv1/kernel`, in PyTorch one such
  /// as `conv1.weight`.
  public var name: String
  /// The dimensions.
  public let shape: [Int]
  /// The scalar type.
  public var scalarType: ScalarType
  /// The initializer; `nil` if a recipe has to say it.
  public var initializer: (any Initializer)?
  /// The rule of a recipe that gave the initializer, in words; `nil` if none did.
  public var rule: String?
  /// The Keras layer that the parameter belongs to; `nil` if it is not known.
  public let origin: VariableOrigin?
  /// Tells parameters apart whose names are the same, and knows one again that two layers hold.
  let identity = Identity()

  /// Creates a parameter.
  ///
  /// - Parameters:
  ///   - name: The name, unique within the model.
  ///   - shape: The dimensions.
  ///   - scalarType: The scalar type.
  ///   - initializer: The initializer; `nil` if a recipe has to say it.
  ///   - origin: The Keras layer that the parameter belongs to; `nil` if it is not known.
  public init(
    name: String, shape: [Int], scalarType: ScalarType, initializer: (any Initializer)? = nil,
    origin: VariableOrigin? = nil
  ) {
    self.name = name
    self.shape = shape
    self.scalarType = scalarType
    self.initializer = initializer
    self.origin = origin
  }

  /// Something that is equal to nothing but itself.
  final class Identity: Sendable {}
}
