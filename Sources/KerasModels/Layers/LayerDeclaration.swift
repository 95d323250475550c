import InitializerConfigurations
import Initializers

/// All that is known of a class of layers: its variables, the layers inside, and the shapes that
/// come out.
///
/// Declarations are grouped in files by family; adding a layer is adding a declaration.
struct LayerDeclaration: Sendable {
  /// What a layer of the class holds, in Keras's order.
  typealias Contents =
    @Sendable (LayerReader, inout ModelReader) throws(InitializationError) -> LayerContents

  /// What describes a class that is a model itself.
  enum Model {
    /// A list of layers, each of which is given what the one before it makes.
    case sequence
    /// The layers' own lists of the layers that they are given.
    case graph
  }

  /// The name in configurations.
  let className: String
  /// The name in Python, by which layers in a list are saved.
  let pythonName: String
  /// What describes the layers inside, if the class is a model.
  let model: Model?
  /// The shapes that come out.
  let outputs: OutputShapes
  /// What a layer of the class holds.
  let contents: Contents

  /// Declares a class whose layers may contain others.
  init(
    containing className: String, pythonName: String? = nil, model: Model? = nil,
    _ outputs: OutputShapes, _ contents: @escaping Contents
  ) {
    self.className = className
    self.pythonName = pythonName ?? className
    self.model = model
    self.outputs = outputs
    self.contents = contents
  }

  /// Declares a class whose layers have only variables of their own.
  init(
    _ className: String, _ outputs: OutputShapes,
    _ variables:
      @escaping @Sendable (LayerReader) throws(InitializationError) -> [ModelParameter]
  ) {
    self.init(containing: className, outputs) { layer, _ throws(InitializationError) in
      LayerContents(variables: try variables(layer))
    }
  }

  /// Declares classes whose layers have no variables with initial values.
  ///
  /// - Parameters:
  ///   - classNames: The names, apart by spaces.
  ///   - outputs: The shapes that come out of each.
  /// - Returns: A declaration for each.
  static func weightless(_ classNames: String, _ outputs: OutputShapes) -> [LayerDeclaration] {
    classNames.split(whereSeparator: \.isWhitespace).map {
      LayerDeclaration(String($0), outputs) { _ in [] }
    }
  }

  /// All declarations by class name.
  static let all = Dictionary(
    uniqueKeysWithValues: [
      unchanging, merging, reshaping, pooling, preprocessing, operations, core, einsum, attention,
      convolution, normalization, recurrent, signal, containers, wrappers, applications,
    ].joined().map { ($0.className, $0) })

  /// The declaration of a layer's class; of a model that its graph describes, whatever its class,
  /// that of Keras's.
  static func of(_ layer: JSONValue) -> LayerDeclaration? {
    ModelReader.isFunctional(layer.object?["config"]?.object ?? [:])
      ? all["Functional"] : layer.object?["class_name"]?.string.flatMap { all[$0] }
  }
}
