public import Initializers
import InitializerConfigurations

/// What a layer does with a variable, as far as it bears on the variable's initial values.
public struct VariableOrigin: Sendable, Hashable {
  /// The variable's name in the layer, such as `kernel`.
  public let name: String
  /// The name of the activation function that follows; `nil` if the layer has none of its own, or
  /// one without a name.
  public let activation: String?
  /// The rule that reads what each output really sums over off the variable's shape; `nil` if the
  /// layer does not multiply its inputs by the variable.
  public let fanRule: Fans.Rule?
  /// How many gates the last axis holds, each of which is a weight of its own.
  public let gateCount: Int

  /// Reads what a layer's configuration says.
  init(_ layer: LayerReader, name: String, fans: Fans.Rule?, gates: Int) {
    self.name = name
    let activation = layer.config.values["activation"]
    let given = activation?.string ?? activation?.object?["class_name"]?.string
    self.activation = given?.lowercased()
    fanRule = fans
    gateCount = gates
  }
}
