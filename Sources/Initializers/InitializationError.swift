/// What was wrong with a request, and what is allowed instead.
///
/// Everything that a caller, a file or a configuration can get wrong arrives as this one type:
/// ``code`` tells the kind, for programs; ``message`` tells what was given and what is allowed, for
/// people, in one line.
public struct InitializationError: Error, Sendable {
  /// The kind of an ``InitializationError``.
  ///
  /// Further kinds may be added in minor versions: a `switch` over codes needs a `default`.
  public struct Code: Sendable, Hashable, CustomStringConvertible {
    private enum Storage: String {
      case invalidShape, invalidSlice, invalidParameter, invalidConfiguration, unknownName
      case unsupportedScalarType, insufficientMemory, failedElement
    }

    private let storage: Storage

    /// A negative dimension, too many elements, a wrong rank, or memory of another size.
    public static let invalidShape = Code(storage: .invalidShape)
    /// A slice outside the shape, or of another rank.
    public static let invalidSlice = Code(storage: .invalidSlice)
    /// A parameter of an initializer outside its domain.
    public static let invalidParameter = Code(storage: .invalidParameter)
    /// A configuration or model description that cannot be read.
    public static let invalidConfiguration = Code(storage: .invalidConfiguration)
    /// A name that nothing is known by.
    public static let unknownName = Code(storage: .unknownName)
    /// A scalar type that cannot hold what is asked for.
    public static let unsupportedScalarType = Code(storage: .unsupportedScalarType)
    /// An allocation that the machine cannot satisfy.
    public static let insufficientMemory = Code(storage: .insufficientMemory)
    /// An error thrown by a caller's own closure; ``InitializationError/underlyingError`` holds it.
    public static let failedElement = Code(storage: .failedElement)

    /// The code's name.
    public var description: String { storage.rawValue }
  }

  /// The kind of error.
  public let code: Code
  /// What was given and what is allowed, in one line.
  public let message: String
  /// The error of a caller's own closure, for ``Code/failedElement``.
  public let underlyingError: (any Error)?

  /// Creates an error.
  ///
  /// - Parameters:
  ///   - code: The kind of error.
  ///   - message: What was given and what is allowed, in one line.
  ///   - underlyingError: The error that caused this one, if any.
  public init(_ code: Code, _ message: String, underlyingError: (any Error)? = nil) {
    self.code = code
    self.message = message
    self.underlyingError = underlyingError
  }
}
