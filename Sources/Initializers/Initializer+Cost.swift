/// An initializer that knows what a part of its elements costs.
package protocol CostKnowing: Initializer {
  /// The number of elementary operations for the elements that a request asks for, beside one for
  /// each.
  func extraCost(of request: FillRequest) -> Double
}

extension Initializer {
  /// About how many elementary operations it takes to make the elements that a request asks for.
  ///
  /// One for each element; as many as the whole tensor has where a part costs the whole, as with
  /// peers' random values; and more where elements depend on each other: rows · columns · the
  /// shorter side for each orthogonal matrix, 30 *d*³ for a head of ``Mimetic``.
  ///
  /// - Parameter request: The request, which ``check(_:_:)`` accepts.
  /// - Returns: The number.
  package func costOfPart(_ request: FillRequest) -> Double {
    asked(request) + extraCost(request)
  }

  /// The cost of what another initializer takes a part of, beside the part's elements.
  func costOfSource(_ request: FillRequest) -> Double {
    isElementwise(on: request.backend) ? extraCost(request) : costOfPart(request)
  }

  func extraCost(_ request: FillRequest) -> Double {
    if let knowing = self as? any CostKnowing { return knowing.extraCost(of: request) }
    if let modifier = self as? any InitializerModifier {
      return modifier.baseCost(request)
    }
    return isElementwise(on: request.backend) ? 0 : count(request.shape)
  }
}

extension InitializerModifier {
  /// What the base costs beside the elements, which the modifier's own are.
  func baseCost(_ request: FillRequest) -> Double {
    base.isElementwise(on: request.backend)
      ? base.extraCost(request) : base.costOfPart(baseRequest(request))
  }
}

/// The number of elements of a shape.
private func count(_ shape: [Int]) -> Double {
  shape.reduce(1) { $0 * Double($1) }
}

/// The number of elements that a request asks for.
private func asked(_ request: FillRequest) -> Double {
  if let elements = request.elements { return Double(elements.count) }
  return count(request.slice?.map(\.count) ?? request.shape)
}

extension Orthogonal: CostKnowing {
  package func extraCost(of request: FillRequest) -> Double {
    let shape = request.shape
    let axis = columnAxis < 0 ? columnAxis + shape.count : columnAxis
    guard shape.indices.contains(axis), shape[axis] > 0 else { return 0 }
    let (all, columns) = (count(shape), Double(shape[axis]))
    return all + all * min(columns, all / columns)
  }
}

extension DeltaOrthogonal: CostKnowing {
  package func extraCost(of request: FillRequest) -> Double {
    let shape = request.shape
    guard shape.count >= 2 else { return 0 }
    let inputs = Double(shape[layout.inputAxis(shape.count)])
    return inputs * inputs * Double(shape[layout.outputAxis(shape.count)])
  }
}

extension ConvolutionOrthogonal: CostKnowing {
  package func extraCost(of request: FillRequest) -> Double {
    let shape = request.shape
    guard (3...5).contains(shape.count) else { return 0 }
    let places = layout.placeAxes(shape.count)
    let outputs = Double(shape[layout.outputAxis(shape.count)])
    let factors = Double(places.count) * Double(max(0, shape[places.lowerBound] - 1))
    // A matrix for each factor, and a product with half of its columns, twice.
    return (factors + 1) * outputs * outputs * outputs + factors * count(shape) * outputs
  }
}

extension Mimetic: CostKnowing {
  package func extraCost(of request: FillRequest) -> Double {
    let shape = request.shape
    guard shape.count >= 2 else { return 0 }
    let modelIsFirst = (part != .output) == (layout == .keras)
    let model = Double(modelIsFirst ? shape[0] : shape[shape.count - 1])
    return Double(isPerHead ? heads : 1) * 30 * model * model * model
  }
}

extension STFT: CostKnowing {
  package func extraCost(of request: FillRequest) -> Double {
    isElementwise(on: request.backend) ? 0 : Double(request.shape.first ?? 0)
  }
}

extension Sparse: CostKnowing {
  package func extraCost(of request: FillRequest) -> Double {
    let shape = request.shape
    guard shape.count == 2 else { return 0 }
    let (line, place) = axis == .columns ? (1, 0) : (0, 1)
    let lines = Double(request.slice?[line].count ?? shape[line])
    // A word for each place of a line, and sorting them.
    return baseCost(request) + 32 * lines * Double(shape[place])
  }
}

extension UnitForgetBias: CostKnowing {
  package func extraCost(of request: FillRequest) -> Double {
    (try? gates(of: request))?.extraCost(of: request) ?? 0
  }
}

extension Concatenated: CostKnowing {
  package func extraCost(of request: FillRequest) -> Double {
    (try? parts(of: request.shape))?.extraCost(of: request) ?? 0
  }
}

extension Stacked: CostKnowing {
  package func extraCost(of request: FillRequest) -> Double {
    let extents = request.slice?.map(\.count) ?? request.shape
    guard extents.count >= axes else { return 0 }
    var tensors = count(Array(extents[..<axes]))
    if let elements = request.elements {
      // A range reaches into one tensor more than it would fill.
      let size = max(1, count(Array(extents[axes...])))
      tensors = min(tensors, (Double(elements.count) / size).rounded(.up) + 1)
    }
    var part = request
    part.shape = baseShape(of: request.shape)
    (part.slice, part.elements) = (nil, nil)
    return tensors * base.costOfSource(part)
  }
}
