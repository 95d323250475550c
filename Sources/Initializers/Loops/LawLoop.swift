import CLoops

/// A random law with the loop that carries it out for a type, ready to fill memory.
package struct LawLoop {
  private enum Parameters {
    case uniform(UniformLaw)
    case normal(NormalLaw)
    case asymmetricNormal(AsymmetricNormalLaw)
  }

  private let loops: UnsafePointer<Loops>
  private let type: StoredType
  private let transform:
    @convention(c) (
      UnsafeMutableRawPointer, StoredType, Int, UnsafeRawPointer, UnsafeRawPointer
    ) -> Void
  private let parameters: Parameters

  /// Prepares a law; `nil` if there is no loop for it.
  ///
  /// There is none for constants, for types that do not take random values, and for plain Swift.
  ///
  /// - Parameters:
  ///   - law: The law.
  ///   - scalarType: The type of the elements.
  ///   - instructions: The instruction set.
  package init?(_ law: Law, as scalarType: ScalarType, using instructions: InstructionSet) {
    guard let loops = instructions.loops else { return nil }
    self.loops = loops
    switch scalarType {
    case .float32: type = .float
    case .float16: type = .float16
    case .bfloat16: type = .bFloat16
    case .float64: type = .double
    default: return nil
    }
    let isWide = scalarType == .float64
    let table = loops.pointee
    switch law.kind {
    case .constant:
      return nil
    case .uniform(let low, let high):
      transform = isWide ? table.uniform_double : table.uniform_float
      parameters = .uniform(
        isWide
          ? UniformElement<Double>(from: low, to: high).loopParameters
          : UniformElement<Float>(from: low, to: high).loopParameters)
    case .normal(let mean, let standardDeviation, let truncation):
      let lower = isWide ? truncation.lower : Double(Float(truncation.lower, rounded: .up))
      let upper = isWide ? truncation.upper : Double(Float(truncation.upper, rounded: .down))
      switch truncation.kind {
      case .symmetric(let central, let tail):
        transform = isWide ? table.normal_double : table.normal_float
        parameters = .normal(
          NormalLaw(
            central: central, tail: tail, upper: upper, scale: standardDeviation, mean: mean))
      case .asymmetric(let below, let above, let between):
        transform = isWide ? table.asymmetric_normal_double : table.asymmetric_normal_float
        parameters = .asymmetricNormal(
          AsymmetricNormalLaw(
            below: below, above: above, between: between, lower: lower, upper: upper,
            scale: standardDeviation, mean: mean))
      }
    }
  }

  /// Writes the elements at consecutive positions of a tensor.
  func fill(
    _ out: UnsafeMutableRawPointer, count: Int, from stream: NativeStream, at position: Int
  ) {
    let source = DrawSource(key: stream.key, stream: stream.id, position: UInt64(position))
    withParameters { fill_with_law(out, type, count, source, loops, transform, $0) }
  }

  /// Writes the values of given draws, in place of those of a stream.
  ///
  /// - Parameters:
  ///   - out: Memory for `count` elements.
  ///   - count: The number of draws: at most 1024, and divisible by 64.
  ///   - draws: The draws, of 64 bits each for `Double` and 32 for other types.
  package func fill(
    _ out: UnsafeMutableRawPointer, count: Int, fromDraws draws: UnsafeRawPointer
  ) {
    precondition(
      count % Int(GROUP) == 0 && count <= Int(PIECE),
      "\(count) draws; give at most 1024, in groups of 64")
    withParameters { transform(out, type, count, draws, $0) }
  }

  private func withParameters(_ body: (UnsafeRawPointer) -> Void) {
    switch parameters {
    case .uniform(let law): withUnsafePointer(to: law) { body($0) }
    case .normal(let law): withUnsafePointer(to: law) { body($0) }
    case .asymmetricNormal(let law): withUnsafePointer(to: law) { body($0) }
    }
  }
}

extension UniformElement {
  fileprivate var loopParameters: UniformLaw {
    UniformLaw(
      low: Double(low), span: Double(span), high: Double(high), greatest: Double(greatest))
  }
}
