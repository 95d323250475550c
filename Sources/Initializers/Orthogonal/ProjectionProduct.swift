/// The kernel of a product of an orthogonal matrix and of projections that take a step on an axis.
struct ProjectionProduct<Element: ArithmeticScalar> {
  /// The kernel: places, inputs, outputs, row after row.
  private(set) var elements: [Element]

  private let inputs: Int
  private let outputs: Int
  private let size: Int
  private let axes: Int
  private let seed: Seed
  private let request: FillRequest
  /// How many places each axis has been given so far.
  private var extents: [Int]

  /// Starts with the matrix at the first place.
  init(
    inputs: Int, outputs: Int, size: Int, axes: Int, seed: Seed, _ request: FillRequest
  ) throws(InitializationError) {
    (self.inputs, self.outputs, self.size, self.axes) = (inputs, outputs, size, axes)
    (self.seed, self.request) = (seed, request)
    extents = Array(repeating: 1, count: axes)
    let places = (0..<axes).reduce(1) { count, _ in count * size }
    elements = try Array(zeros: places * inputs * outputs)
    let matrix = try orthogonal(0)
    elements.replaceSubrange(..<(inputs * outputs), with: matrix[..<(inputs * outputs)])
  }

  /// Multiplies by all factors.
  mutating func multiplyAll() throws(InitializationError) {
    var factor = 0
    for _ in 1..<max(1, size) {
      for axis in 0..<axes {
        factor += 1
        try multiply(axis, factor)
      }
    }
  }

  private func orthogonal(_ index: Int) throws(InitializationError) -> [Element] {
    try Orthogonal(seed: seed).tensor(
      shape: [outputs, outputs], path: "\(request.path)/\(index)", threads: request.threads,
      backend: request.backend
    ).elements
  }

  /// Multiplies by P + (1 − P) · (a step on an axis): the place x becomes K[x] P + K[x − 1] (1 −
  /// P).
  private mutating func multiply(_ axis: Int, _ factor: Int) throws(InitializationError) {
    let matrix = try orthogonal(factor)
    let stream = NativeStream(seed: seed, path: "\(request.path)/\(factor)")
    let kept = (0..<outputs).filter { stream.word(at: $0, field: 16) >> 31 == 1 }
    var columns = try [Element](zeros: outputs * kept.count)
    var rows = try [Element](zeros: outputs * kept.count)
    for row in 0..<outputs {
      for (place, column) in kept.enumerated() {
        columns[row * kept.count + place] = matrix[row * outputs + column]
        rows[place * outputs + row] = matrix[row * outputs + column]
      }
    }
    let old = places
    let block = inputs * outputs
    // Products with P are two with its factor, over the rows of all places.
    var projected = try [Element](zeros: elements.count)
    project(&projected, columns, rows, kept.count, old)
    let before = Set(old)
    let step = (axis + 1..<axes).reduce(1) { stride, _ in stride * size }
    extents[axis] += 1
    for place in places.reversed() {
      let hasPrevious = place / step % size > 0
      for index in 0..<block {
        let here = place * block + index
        let there = here - step * block
        var value: Element = before.contains(place) ? projected[here] : 0
        if hasPrevious { value = value + (elements[there] - projected[there]) }
        elements[here] = value
      }
    }
  }

  /// The places that are not zero, in order.
  private var places: [Int] {
    extents.reduce([0]) { places, extent in
      places.flatMap { place in (0..<extent).map { place * size + $0 } }
    }
  }

  private func project(
    _ result: inout [Element], _ columns: [Element], _ rows: [Element], _ rank: Int,
    _ places: [Int]
  ) {
    let (inputs, outputs) = (inputs, outputs)
    result.withUnsafeMutableBufferPointer { result in
      elements.withUnsafeBufferPointer { elements in
        let memory = UncheckedSendable((result, elements))
        inParallel(overEach: places.count * inputs, threads: request.threads) { turn in
          let (result, elements) = memory.value
          let row = places[turn / inputs] * inputs + turn % inputs
          var coefficients = [Element](repeating: 0, count: rank)
          for inner in 0..<outputs {
            let value = elements[row * outputs + inner]
            for place in 0..<rank {
              coefficients[place] = coefficients[place] + value * columns[inner * rank + place]
            }
          }
          for place in 0..<rank {
            let value = coefficients[place]
            for column in 0..<outputs {
              let target = row * outputs + column
              result[target] = result[target] + value * rows[place * outputs + column]
            }
          }
        }
      }
    }
  }
}
