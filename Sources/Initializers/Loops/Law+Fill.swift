import CLoops

extension Law {
  /// Writes the elements of the law at consecutive positions of a tensor.
  ///
  /// The element types' own `fill` functions call this, so that the plain loops are compiled for
  /// each of them.
  @inline(__always)
  package func fill<S: Scalar>(
    _ out: inout MutableSpan<S>, from stream: NativeStream, at position: Int,
    using instructions: InstructionSet = .selected
  ) {
    guard let loops = instructions.loops else {
      plainFill(&out, from: stream, at: position)
      return
    }
    let count = out.count
    out.withUnsafeMutableBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      if case .constant(let constant) = kind {
        let pattern = Self.pattern(of: Self.element(constant) as S)
        loops.pointee.`repeat`(start, bytes.count, pattern)
      } else {
        guard let loop = LawLoop(self, as: S.scalarType, using: instructions) else {
          preconditionFailure("\(S.scalarType.rawValue) elements cannot hold random values")
        }
        loop.fill(start, count: count, from: stream, at: position)
      }
    }
  }

  /// A constant as an element; laws are checked before they are carried out.
  static func element<S: Scalar>(_ constant: Double) -> S {
    guard let element = try? S(constant: constant) else {
      preconditionFailure("\(S.scalarType.rawValue) cannot hold the constant \(constant)")
    }
    return element
  }

  /// An element of 1, 2, 4 or 8 bytes, as often as it fits into 8 bytes.
  private static func pattern<S: Scalar>(of element: S) -> UInt64 {
    withUnsafeBytes(of: element) { bytes in
      (0..<8).reduce(0) { $0 | UInt64(bytes[$1 % bytes.count]) << UInt64(8 * $1) }
    }
  }
}
