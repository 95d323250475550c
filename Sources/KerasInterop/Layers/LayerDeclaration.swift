import Initializers

/// The variables that a class of layers has.
///
/// Declarations are grouped in files by family; adding a layer is adding a declaration.
struct LayerDeclaration: Sendable {
  /// The variables of a layer of the class, in Keras's order.
  typealias Variables =
    @Sendable (LayerReader, inout ModelReader) throws(InitializationError) -> [ModelVariable]

  let className: String
  let variables: Variables

  /// Declares a class whose layers may contain others.
  init(containing className: String, _ variables: @escaping Variables) {
    self.className = className
    self.variables = variables
  }

  /// Declares a class whose layers have only variables of their own.
  init(
    _ className: String,
    _ variables:
      @escaping @Sendable (LayerReader) throws(InitializationError) -> [ModelVariable]
  ) {
    self.className = className
    self.variables = { layer, _ throws(InitializationError) in try variables(layer) }
  }

  /// All declarations by class name.
  static let all = Dictionary(
    uniqueKeysWithValues: (weightless + core + convolution + normalization + recurrent + containers)
      .map { ($0.className, $0) })
}
