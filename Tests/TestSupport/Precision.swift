/// The distance of a `Float` from an exact value, in units of the last place of that value.
package func ulps(_ value: Float, from exact: Double) -> Double {
  let unit = Double(Float(exact.magnitude).ulp)
  return (Double(value) - exact).magnitude / unit
}

/// The relative distance of a `Double` from an exact value.
package func relativeError(_ value: Double, from exact: Double) -> Double {
  value == exact ? 0 : (value - exact).magnitude / exact.magnitude
}
