extension InitializationError: CustomStringConvertible {
  /// The message.
  public var description: String { message }
}
