/// An initializer that draws from other streams than that of its parameter's path.
package protocol StreamDeriving: Initializer {
  /// Whether a tensor of a path and a shape draws from the stream of another path.
  func drawsStream(at other: String, of path: String, shape: [Int]) -> Bool

  /// Paths of which each that a tensor derives from its own is one, or goes on after one with a
  /// slash.
  func derivedPrefixes(of path: String) -> [String]

  /// Whether there are derived paths that do not begin with the tensor's own.
  var derivesFromStem: Bool { get }
}

extension StreamDeriving {
  package var derivesFromStem: Bool { false }
}

extension Initializer {
  /// Whether a tensor draws from the stream of another path, which it derives from its own: a
  /// part's, a gate's, or an attention layer's.
  ///
  /// - Parameters:
  ///   - other: The other path; its bytes are compared.
  ///   - path: The tensor's path.
  ///   - shape: The dimensions of the whole tensor, which ``check(_:_:)`` accepts.
  /// - Returns: `false` for the tensor's own path.
  package func derivesStream(at other: String, of path: String, shape: [Int]) -> Bool {
    !hasSameBytes(other, path) && draws(at: other, of: path, shape: shape)
  }

  /// Where to look for the streams that ``derivesStream(at:of:shape:)`` finds: each is one of these
  /// paths, or goes on after one with a slash.
  ///
  /// - Parameter path: The tensor's path.
  /// - Returns: The paths; none if there are no derived streams.
  package func derivedStreamPrefixes(of path: String) -> [String] {
    if let deriving = self as? any StreamDeriving { return deriving.derivedPrefixes(of: path) }
    return (self as? any InitializerModifier)?.basePrefixes(of: path) ?? []
  }

  func draws(at other: String, of path: String, shape: [Int]) -> Bool {
    if let deriving = self as? any StreamDeriving {
      return deriving.drawsStream(at: other, of: path, shape: shape)
    }
    if let modifier = self as? any InitializerModifier {
      return modifier.baseDraws(at: other, of: path, shape: shape)
    }
    return seed != nil && hasSameBytes(other, path)
  }

  var usesStem: Bool {
    if let deriving = self as? any StreamDeriving { return deriving.derivesFromStem }
    return (self as? any InitializerModifier)?.baseUsesStem ?? false
  }
}

extension InitializerModifier {
  func baseDraws(at other: String, of path: String, shape: [Int]) -> Bool {
    base.draws(at: other, of: path, shape: baseShape(of: shape))
  }

  func basePrefixes(of path: String) -> [String] { base.derivedStreamPrefixes(of: path) }

  var baseUsesStem: Bool { base.usesStem }
}

/// Whether two paths are one: streams are named by bytes, and Swift compares letters.
func hasSameBytes(_ left: String, _ right: String) -> Bool {
  left.utf8.elementsEqual(right.utf8)
}

/// The number *i* if a path is another with `/i` appended, or goes on from there with a slash.
func partNumber(in path: String, after start: String) -> Int? {
  var rest = path.utf8[...]
  for byte in start.utf8 where rest.popFirst() != byte { return nil }
  guard rest.popFirst() == UInt8(ascii: "/") else { return nil }
  let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  guard let number = Int(Substring(digits)), number == 0 || digits.first != UInt8(ascii: "0"),
    number != 0 || digits.count == 1
  else { return nil }
  let next = rest.dropFirst(digits.count).first
  return next == nil || next == UInt8(ascii: "/") ? number : nil
}

extension Concatenated: StreamDeriving {
  package func drawsStream(at other: String, of path: String, shape: [Int]) -> Bool {
    (try? parts(of: shape))?.drawsStream(at: other, of: FillRequest(shape: shape, path: path))
      ?? false
  }

  package func derivedPrefixes(of path: String) -> [String] {
    guard derivesFromStem else { return [path] }
    let stems = initializers.indices.flatMap { index in
      initializers[index].usesStem
        ? initializers[index].derivedStreamPrefixes(of: "\(path)/\(index)") : []
    }
    return Array(Set([path] + stems))
  }
}

extension Stacked: StreamDeriving {
  package func drawsStream(at other: String, of path: String, shape: [Int]) -> Bool {
    let count = shape.prefix(axes).reduce(1.0) { $0 * Double($1) }
    func draws(_ index: Int) -> Bool {
      base.draws(at: other, of: "\(path)/\(index)", shape: baseShape(of: shape))
    }
    if let index = partNumber(in: other, after: path), Double(index) < count, draws(index) {
      return true
    }
    // Stems lose the number again.
    return base.usesStem && count > 0 && draws(0)
  }

  package func derivedPrefixes(of path: String) -> [String] {
    [path] + (base.usesStem ? base.derivedStreamPrefixes(of: path + "/0") : [])
  }

  package var derivesFromStem: Bool { base.usesStem }
}

extension UnitForgetBias: StreamDeriving {
  package func drawsStream(at other: String, of path: String, shape: [Int]) -> Bool {
    let request = FillRequest(shape: shape, path: path)
    return (try? gates(of: request))?.drawsStream(at: other, of: request) ?? false
  }

  package func derivedPrefixes(of path: String) -> [String] {
    [path] + (base.usesStem ? base.derivedStreamPrefixes(of: path) : [])
  }

  package var derivesFromStem: Bool { base.usesStem }
}

extension Sparse: StreamDeriving {
  package func drawsStream(at other: String, of path: String, shape: [Int]) -> Bool {
    hasSameBytes(other, path) || baseDraws(at: other, of: path, shape: shape)
  }

  package func derivedPrefixes(of path: String) -> [String] { basePrefixes(of: path) }

  package var derivesFromStem: Bool { baseUsesStem }
}

extension ConvolutionOrthogonal: StreamDeriving {
  package func drawsStream(at other: String, of path: String, shape: [Int]) -> Bool {
    guard (3...5).contains(shape.count), let number = partNumber(in: other, after: path) else {
      return false
    }
    let places = layout.placeAxes(shape.count)
    let factors = Double(places.count) * Double(shape[places.lowerBound] - 1)
    return Double(number) <= factors && hasSameBytes(other, "\(path)/\(number)")
  }

  package func derivedPrefixes(of path: String) -> [String] { [path] }
}

extension Mimetic: StreamDeriving {
  package func drawsStream(at other: String, of path: String, shape: [Int]) -> Bool {
    let stem = derivedStem(of: path)
    guard isPerHead else { return hasSameBytes(other, stem) }
    guard let head = partNumber(in: other, after: stem) else { return false }
    return head < heads && hasSameBytes(other, "\(stem)/\(head)")
  }

  package func derivedPrefixes(of path: String) -> [String] { [derivedStem(of: path)] }

  package var derivesFromStem: Bool { true }
}
