/// An initializer that changes what another makes.
package protocol InitializerModifier: Initializer {
  /// The type of the other.
  associatedtype Base: Initializer
  /// The other.
  var base: Base { get }

  /// The shape that the other sees, of a shape that a check has accepted.
  func baseShape(of shape: [Int]) -> [Int]
}

extension InitializerModifier {
  package func baseShape(of shape: [Int]) -> [Int] { shape }
}
