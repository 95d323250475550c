import InitializerConfigurations
import Initializers

/// The variables that a class of layers has, and the layers inside.
///
/// Declarations are grouped in files by family; adding a layer is adding a declaration.
struct LayerDeclaration: Sendable {
  /// What a layer of the class holds, in Keras's order.
  typealias Contents =
    @Sendable (LayerReader, inout ModelReader) throws(InitializationError) -> LayerContents

  /// The name in configurations.
  let className: String
  /// The name in Python, by which layers in a list are saved.
  let pythonName: String
  let contents: Contents

  /// Declares a class whose layers may contain others.
  init(
    containing className: String, pythonName: String? = nil, _ contents: @escaping Contents
  ) {
    self.className = className
    self.pythonName = pythonName ?? className
    self.contents = contents
  }

  /// Declares a class whose layers have only variables of their own.
  init(
    _ className: String,
    _ variables:
      @escaping @Sendable (LayerReader) throws(InitializationError) -> [ModelParameter]
  ) {
    self.init(containing: className) { layer, _ throws(InitializationError) in
      LayerContents(variables: try variables(layer))
    }
  }

  /// All declarations by class name.
  static let all = Dictionary(
    uniqueKeysWithValues: [
      weightless, core, einsum, attention, convolution, normalization, recurrent, signal,
      containers, wrappers, applications,
    ].joined().map { ($0.className, $0) })
}
