/// What an initializer is asked to fill: a tensor of a shape, or a part of it.
///
/// Values depend on the initializer, its seed, ``path`` and the position in the whole ``shape``,
/// and on nothing else: ``slice``, ``elements`` and ``threads`` choose which values are made and
/// how, and never change them.
public struct FillRequest: Sendable, Hashable {
  /// The dimensions of the whole tensor, 0 or more each; empty for a scalar.
  public var shape: [Int]
  /// The part to make, a range of each axis; `nil` for the whole.
  public var slice: [Range<Int>]?
  /// The name of the tensor's own stream of random values, such as `"encoder/kernel"`.
  ///
  /// Different paths give independent values. The empty path is no path. Paths are compared as
  /// UTF-8 bytes, without Unicode normalization.
  public var path: String
  /// Which of the slice's elements to make, by their row-major position in it; `nil` for all.
  ///
  /// This cuts large tensors into pieces of equal size, whatever their shape.
  public var elements: Range<Int>?
  /// The most threads to use, 1 if less; `nil` for one a processor where the work is large enough.
  public var threads: Int?
  /// Where random values come from.
  public var backend: Backend

  /// Creates a request.
  ///
  /// - Parameters:
  ///   - shape: The dimensions of the whole tensor.
  ///   - slice: The part to make, a range of each axis; `nil` for the whole.
  ///   - path: The name of the tensor's own stream; empty for none.
  ///   - elements: Which of the slice's elements to make; `nil` for all.
  ///   - threads: The most threads to use; `nil` to choose.
  ///   - backend: Where random values come from.
  public init(
    shape: [Int], slice: [Range<Int>]? = nil, path: String = "", elements: Range<Int>? = nil,
    threads: Int? = nil, backend: Backend = .native
  ) {
    self.shape = shape
    self.slice = slice
    self.path = path
    self.elements = elements
    self.threads = threads
    self.backend = backend
  }
}
