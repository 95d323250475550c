// Whoever reads tensors needs the names of their types.
@_exported public import ScalarTypes
import StrictJSON

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

  /// Whether all is equal, the names byte by byte.
  public static func == (left: TensorDescription, right: TensorDescription) -> Bool {
    ByteName(left.name) == ByteName(right.name) && left.shape == right.shape
      && left.scalarType == right.scalarType
  }

  /// Takes in the name's bytes and the rest.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(ByteName(name))
    hasher.combine(shape)
    hasher.combine(scalarType)
  }

  /// The number of bytes of the elements; `nil` if it exceeds what a file can have.
  ///
  /// Dimensions beside a 0 have to be possible too: NumPy and others multiply them.
  public var byteCount: Int? {
    var count = scalarType.byteCount
    for dimension in shape where dimension != 0 {
      let (product, overflow) = count.multipliedReportingOverflow(by: dimension)
      if overflow || dimension < 0 { return nil }
      count = product
    }
    return shape.contains(0) ? 0 : count
  }
}
