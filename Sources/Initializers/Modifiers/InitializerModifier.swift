/// An initializer that changes what another makes.
package protocol InitializerModifier: Initializer {
  /// The type of the other.
  associatedtype Base: Initializer
  /// The other.
  var base: Base { get }
}
