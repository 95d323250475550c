import InitializerConfigurations
import Initializers

/// The scopes that Keras's NASNet opens around its layers, which its JSON does not tell but the
/// layers' names do.
///
/// Source: `keras/src/applications/nasnet.py` of Keras 3.15.
struct NASNetScopes {
  private let layerNames: Set<String>

  /// Creates the scopes of a model; `nil` if it is no NASNet.
  ///
  /// - Parameter layerNames: The names of all layers of the model.
  init?(layerNames: Set<String>) {
    guard layerNames.isSuperset(of: ["stem_conv1", "reduction_conv_1_stem_1", "normal_conv_1_0"])
    else { return nil }
    self.layerNames = layerNames
  }

  /// The scope of a layer, such as `normal_A_block_0/block_1/separable_conv_block_normal_left1_0`;
  /// empty for none.
  func scope(of name: String) -> String {
    if let match = name.wholeMatch(
      of: /separable_conv_\d(?:_bn)?_((normal|reduction)_(?:left|right)(\d)_(.+))/)
    {
      // The reduction cell's fourth block has no convolution, and its fifth is called the fourth.
      let number = match.2 == "reduction" && match.3 == "4" ? "5" : match.3
      return "\(match.2)_A_block_\(match.4)/block_\(number)/separable_conv_block_\(match.1)"
    }
    if let match = name.wholeMatch(of: /(normal|reduction)_(?:conv|bn)_1_(.+)/) {
      return "\(match.1)_A_block_\(match.2)"
    }
    if let match = name.wholeMatch(of: /adjust_(?:conv_projection|conv_\d|bn)_(.+)/) {
      let block = match.1
      let cell = block.first?.isNumber == true ? "normal" : "reduction"
      let kind = layerNames.contains("adjust_conv_projection_\(block)") ? "projection" : "reduction"
      return "\(cell)_A_block_\(block)/adjust_block/adjust_\(kind)_block_\(block)"
    }
    return ""
  }
}
