extension Law {
  /// Writes the elements of the law at consecutive positions of a tensor: the definition of their
  /// values.
  @inline(__always)
  package func plainFill<S: Scalar>(
    _ out: inout MutableSpan<S>, from stream: NativeStream, at position: Int
  ) {
    switch kind {
    case .constant(let constant):
      let value: S = Self.element(constant)
      for index in out.indices { out[index] = value }
    case .uniform(let low, let high):
      let element = UniformElement<S.Arithmetic>(from: low, to: high)
      var draws = Draws<S.Arithmetic>(from: stream, at: position)
      for index in out.indices { out[index] = S(rounding: element.value(draws.next())) }
    case .normal(let mean, let standardDeviation, let truncation):
      let mean = S.Arithmetic(mean)
      let scale = S.Arithmetic(standardDeviation)
      var draws = Draws<S.Arithmetic>(from: stream, at: position)
      for index in out.indices {
        let z = S.Arithmetic.standardNormal(draws.next(), truncation)
        out[index] = S(rounding: z * scale + mean)
      }
    }
  }
}
