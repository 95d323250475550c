/// How the elements of a tensor are taken from those of another, axis by axis.
struct Rearrangement {
  /// Where an axis of the source has its index from.
  enum Index {
    /// The index on an axis of the result.
    case same(Int)
    /// The index on an axis of the result divided by a number.
    case divided(Int, by: Int)
    /// The index on an axis of the result modulo the source's dimension.
    case modulo(Int)
  }

  /// The dimensions of the source.
  let sourceShape: [Int]
  /// Where each axis of the source has its index from; each axis of the result is used at most
  /// once.
  let indices: [Index]

  /// Checks what a parameter asks for, and that the other initializer can make the source.
  func check<S: Scalar>(
    _ type: S.Type, _ request: FillRequest, _ base: some Initializer
  ) throws(InitializationError) {
    if try ElementLayout(request).wholeCount == 0 { return }
    var source = request
    source.shape = sourceShape
    (source.slice, source.elements) = (nil, nil)
    try base.check(type, source)
  }

  /// Fills what a parameter asks for with elements that another initializer makes in the source's
  /// order.
  func fill<S: Scalar>(
    _ out: inout MutableSpan<S>, _ request: FillRequest, from base: some Initializer
  ) throws(InitializationError) {
    let layout = try request.layout(for: out.count)
    if layout.elements.isEmpty { return try check(S.self, request, base) }
    let slice = request.slice ?? request.shape.map { 0..<$0 }
    for elements in Self.boxes(of: layout.elements, in: slice.map(\.count)[...]) {
      let start = elements.lowerBound - layout.elements.lowerBound
      try out.withPart(start..<start + elements.count) { part throws(InitializationError) in
        try fill(&part, request, elements, slice, from: base)
      }
    }
  }

  /// The parts of a range of elements that are boxes, so that no more is made for one than it has:
  /// a head, whole rows, and a tail, each in turn.
  private static func boxes(of elements: Range<Int>, in extents: ArraySlice<Int>) -> [Range<Int>] {
    let row = extents.dropFirst().reduce(1, *)
    if elements.isEmpty || extents.count < 2 { return elements.isEmpty ? [] : [elements] }
    let first = (elements.lowerBound + row - 1) / row * row
    let last = elements.upperBound / row * row
    func inside(_ part: Range<Int>) -> [Range<Int>] {
      let start = part.lowerBound / row * row
      return boxes(of: part.lowerBound - start..<part.upperBound - start, in: extents.dropFirst())
        .map { $0.lowerBound + start..<$0.upperBound + start }
    }
    if first > last { return inside(elements) }
    return inside(elements.lowerBound..<first) + (first < last ? [first..<last] : [])
      + inside(last..<elements.upperBound)
  }

  private func fill<S: Scalar>(
    _ out: inout MutableSpan<S>, _ request: FillRequest, _ elements: Range<Int>,
    _ slice: [Range<Int>], from base: some Initializer
  ) throws(InitializationError) {
    let box = Self.box(around: elements, of: slice)
    try requireMemory(for: box.reduce(0) { $0 + $1.count }, 2 * MemoryLayout<Int>.stride)
    let sourceBox = indices.enumerated().map { source($0.element, box, sourceShape[$0.offset]) }
    let values = try base.tensor(
      of: S.self, shape: sourceShape, slice: sourceBox, path: request.path,
      threads: request.threads, backend: request.backend
    ).elements
    let steps = steps(box, sourceBox)
    let extents = box.map(\.count)
    out.withUnsafeMutableBufferPointer { memory in
      values.withUnsafeBytes { bytes in
        let target = UnsafeMutableRawBufferPointer(memory)
        // Elements are moved as bits: only loops over known types are fast.
        switch MemoryLayout<S>.stride {
        case 1: Self.gather(UInt8.self, target, bytes, steps, extents)
        case 2: Self.gather(UInt16.self, target, bytes, steps, extents)
        case 4: Self.gather(UInt32.self, target, bytes, steps, extents)
        default: Self.gather(UInt64.self, target, bytes, steps, extents)
        }
      }
    }
  }

  /// The smallest box of the leading axes that holds a range of a slice's elements.
  private static func box(
    around elements: Range<Int>, of slice: [Range<Int>]
  ) -> [Range<Int>] {
    let first = coordinates(of: elements.lowerBound, in: slice)
    let last = coordinates(of: elements.upperBound - 1, in: slice)
    var box = slice
    for axis in slice.indices {
      let origin = slice[axis].lowerBound
      box[axis] = origin + first[axis]..<origin + last[axis] + 1
      if first[axis] != last[axis] { break }
    }
    return box
  }

  private static func coordinates(of position: Int, in slice: [Range<Int>]) -> [Int] {
    var coordinates = [Int](repeating: 0, count: slice.count)
    var rest = position
    for axis in slice.indices.reversed() {
      (rest, coordinates[axis]) = rest.quotientAndRemainder(dividingBy: slice[axis].count)
    }
    return coordinates
  }

  /// The range of a source's axis that a box of the result needs.
  private func source(_ index: Index, _ box: [Range<Int>], _ size: Int) -> Range<Int> {
    switch index {
    case .same(let axis): return box[axis]
    case .divided(let axis, let divisor):
      return box[axis].lowerBound / divisor..<(box[axis].upperBound - 1) / divisor + 1
    case .modulo(let axis):
      let (low, high) = (box[axis].lowerBound, box[axis].upperBound - 1)
      return low / size == high / size ? low % size..<high % size + 1 : 0..<size
    }
  }

  /// What each index of each of the box's axes adds to the position in the source's box.
  private func steps(_ box: [Range<Int>], _ sourceBox: [Range<Int>]) -> [[Int]] {
    var steps = box.map { [Int](repeating: 0, count: $0.count) }
    var stride = 1
    for sourceAxis in indices.indices.reversed() {
      let origin = sourceBox[sourceAxis].lowerBound
      let size = sourceShape[sourceAxis]
      switch indices[sourceAxis] {
      case .same(let axis):
        for index in box[axis] {
          steps[axis][index - box[axis].lowerBound] = (index - origin) * stride
        }
      case .divided(let axis, let divisor):
        for index in box[axis] {
          steps[axis][index - box[axis].lowerBound] = (index / divisor - origin) * stride
        }
      case .modulo(let axis):
        for index in box[axis] {
          steps[axis][index - box[axis].lowerBound] = (index % size - origin) * stride
        }
      }
      stride *= sourceBox[sourceAxis].count
    }
    return steps
  }

  /// Moves elements, the last axis in an inner loop, the others as an odometer.
  private static func gather<Bits: FixedWidthInteger>(
    _ type: Bits.Type, _ target: UnsafeMutableRawBufferPointer, _ source: UnsafeRawBufferPointer,
    _ steps: [[Int]], _ extents: [Int]
  ) {
    let output = target.bindMemory(to: Bits.self)
    let values = source.bindMemory(to: Bits.self)
    guard let inner = steps.last else {
      output[0] = values[0]
      return
    }
    let last = steps.count - 1
    var coordinates = [Int](repeating: 0, count: steps.count)
    var written = 0
    while written < output.count {
      var base = 0
      for axis in 0..<last { base += steps[axis][coordinates[axis]] }
      inner.withUnsafeBufferPointer { inner in
        for (index, step) in inner.enumerated() { output[written + index] = values[base + step] }
      }
      written += inner.count
      var axis = last - 1
      while axis >= 0 {
        coordinates[axis] += 1
        if coordinates[axis] < extents[axis] { break }
        coordinates[axis] = 0
        axis -= 1
      }
    }
  }
}
