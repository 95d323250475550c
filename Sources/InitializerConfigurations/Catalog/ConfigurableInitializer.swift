public import Initializers

/// An initializer of your own that can be written as a configuration.
///
/// To read it back, give ``InitializerCatalog`` a custom object of the same name.
public protocol ConfigurableInitializer: Initializer {
  /// The class name and arguments.
  var configuration: InitializerConfiguration { get }
}
