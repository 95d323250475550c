public import Initializers
import InitializerConfigurations

/// What a layer does with a variable, as far as it bears on the variable's initial values.
public struct VariableOrigin: Sendable, Hashable {
  /// The variable's name in the layer, such as `kernel`.
  public let name: String
  /// The name of the activation function that follows; `nil` if the layer has none of its own, or one that is no name.
  public let activation: String?
  /// How the variable's shape tells what each output of the layer really sums over; `nil` for what inputs are not multiplied by.
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
