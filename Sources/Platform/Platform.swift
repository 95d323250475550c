#if canImport(Darwin)
@_exported public import Darwin
#elseif canImport(Musl)
@_exported public import Musl
#else
@_exported public import Glibc
#endif

extension String {
  /// Text in C's format, such as `%.3g`: what Foundation does by the same name, at the price of 60
  /// MB.
  ///
  /// - Parameters:
  ///   - format: The format.
  ///   - arguments: What it shows, numbers only.
  package init(format: String, _ arguments: any CVarArg...) {
    let count = withVaList(arguments) { vsnprintf(nil, 0, format, $0) }
    // One more for the zero at the end.
    self.init(unsafeUninitializedCapacity: Int(Swift.max(0, count)) + 1) { buffer in
      buffer.withMemoryRebound(to: CChar.self) { buffer in
        let count = withVaList(arguments) {
          vsnprintf(buffer.baseAddress, buffer.count, format, $0)
        }
        return Int(Swift.max(0, count))
      }
    }
  }
}

extension Int {
  /// The number with commas between thousands.
  package var grouped: String {
    let digits = Array(String(magnitude))
    let text = digits.enumerated().map { index, digit in
      index > 0 && (digits.count - index).isMultiple(of: 3) ? ",\(digit)" : "\(digit)"
    }
    return (self < 0 ? "-" : "") + text.joined()
  }
}
