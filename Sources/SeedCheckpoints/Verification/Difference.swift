/// The first thing in which files differ from a plan.
public struct Difference: Sendable, Hashable, CustomStringConvertible {
  /// The name of the tensor.
  public let tensor: String
  /// Where in the tensor of the file the element is, an index of each axis; `nil` if the tensors
  /// differ as a whole.
  public let index: [Int]?
  /// What differs, in words.
  public let fault: String

  /// The difference in one line.
  public var description: String {
    index.map { "\(tensor)\($0) \(fault)" } ?? "\(tensor) \(fault)"
  }
}
