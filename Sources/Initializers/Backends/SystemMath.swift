import Platform

/// The system's own elementary functions in `Double`, where a peer calls them and its values depend
/// on them.
///
/// The native stream never uses these.
enum SystemMath {
  /// The natural logarithm.
  static func log(_ x: Double) -> Double { _log(x) }
  /// ln(1 + x).
  static func log1p(_ x: Double) -> Double { _log1p(x) }
  /// The exponential.
  static func exp(_ x: Double) -> Double { _exp(x) }
  /// The sine.
  static func sin(_ x: Double) -> Double { _sin(x) }
  /// The cosine.
  static func cos(_ x: Double) -> Double { _cos(x) }
  /// The error function.
  static func erf(_ x: Double) -> Double { _erf(x) }
}

// Members of an enum would hide the functions that they call.
private func _log(_ x: Double) -> Double { log(x) }
private func _log1p(_ x: Double) -> Double { log1p(x) }
private func _exp(_ x: Double) -> Double { exp(x) }
private func _sin(_ x: Double) -> Double { sin(x) }
private func _cos(_ x: Double) -> Double { cos(x) }
private func _erf(_ x: Double) -> Double { erf(x) }
