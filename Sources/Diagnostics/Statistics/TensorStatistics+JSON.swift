public import InitializerConfigurations

extension TensorStatistics {
  /// The statistics as JSON, with a histogram in bins of equal width.
  ///
  /// What there is none of, such as the mean of no values, is `null`.
  ///
  /// - Parameter bins: The number of bins; none below 1.
  /// - Returns: The keys and values.
  public func json(bins: Int) -> JSONObject {
    // JSON has no infinite numbers.
    func number(_ value: Double?) -> JSONValue {
      value.flatMap { $0.isFinite ? JSONValue.number($0) : nil } ?? .null
    }
    let hasValues = minimum != nil
    let histogram = self.bins(bins)
    return [
      "count": .integer(Int128(count)), "zeros": .integer(Int128(zeroCount)),
      "nan": .integer(Int128(nanCount)), "infinite": .integer(Int128(infiniteCount)),
      "mean": number(hasValues ? mean : nil), "std": number(hasValues ? standardDeviation : nil),
      "min": number(minimum), "max": number(maximum), "kurtosis": number(kurtosis),
      "histogram": .array(histogram.map { .number($0.count) }),
    ]
  }
}
