/// A table of gains: what weights are multiplied by to make up for an activation function.
public enum GainTable: String, Sendable, Hashable, CaseIterable {
  /// 1 / √E[φ(z)²], z standard normal: with weights of mean 0, pre-activations keep their variance
  /// from layer to layer.
  ///
  /// Source: K. He, X. Zhang, S. Ren, J. Sun, *Delving Deep into Rectifiers* (ICCV 2015), for ReLU;
  /// the others by quadrature.
  case secondMoment
  /// 1 / √Var[φ(z)], z standard normal: the activations themselves have variance 1, as scaled
  /// weight standardization needs.
  ///
  /// Source: A. Brock, S. De, S. L. Smith, *Characterizing signal propagation to close the
  /// performance gap in unnormalized ResNets* (ICLR 2021).
  case variance
  /// PyTorch's `calculate_gain`, conventional values: 5/3 for tanh, 3/4 for SELU, 1 for sigmoid. It
  /// has no others than these, ReLU, its leaky form, and linear.
  case torch
}
