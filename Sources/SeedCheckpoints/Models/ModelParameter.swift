public import Initializers
public import KerasModels

/// A parameter of a model: what it is called and looks like, and how it starts if the model says so.
public struct ModelParameter: Sendable {
  /// The name, unique within the model: in Keras a path such as `conv1/kernel`, in PyTorch one such as `conv1.weight`.
  public let name: String
  /// The dimensions.
  public let shape: [Int]
  /// The scalar type.
  public let scalarType: ScalarType
  /// The initializer; `nil` if a ``Recipe`` has to say it.
  public let initializer: (any Initializer)?
  /// The Keras layer that the parameter belongs to; `nil` if it is not known.
  public let origin: VariableOrigin?

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

  /// The parameter that is a variable of a Keras model.
  ///
  /// - Parameter variable: The variable.
  public init(_ variable: ModelVariable) {
    self.init(
      name: variable.path, shape: variable.shape, scalarType: variable.scalarType,
      initializer: variable.initializer, origin: variable.origin)
  }
}
