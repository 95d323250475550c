public import Initializers

/// What a file says of a tensor before its bytes.
public struct TensorDescription: Sendable, Hashable {
  /// The name.
  public let name: String
  /// The dimensions.
  public let shape: [Int]
  /// The scalar type.
  public let scalarType: ScalarType

  /// Creates a description.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - shape: The dimensions; their product must be the element count of a valid tensor.
  ///   - scalarType: The scalar type.
  public init(name: String, shape: [Int], scalarType: ScalarType) {
    self.name = name
    self.shape = shape
    self.scalarType = scalarType
  }

  /// The number of bytes of the elements; `nil` if it exceeds what a file can have.
  public var byteCount: Int? {
    if shape.contains(0) { return 0 }
    var count = scalarType.byteCount
    for dimension in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: dimension)
      if overflow || dimension < 0 { return nil }
      count = product
    }
    return count
  }
}
