import Initializers

extension InitializerDeclaration {
  /// Initializers whose law does not depend on the shape, and `Orthogonal`.
  @DeclarationList static var random: [InitializerDeclaration] {
    InitializerDeclaration(
      of: RandomNormal.self, aliases: ["random_normal", "normal"], "normal values",
      .number("mean", \.mean, default: 0, "a finite number"),
      .number("stddev", \.standardDeviation, default: 0.05, deviationHelp), .seed
    ) { try RandomNormal(mean: $0, standardDeviation: $1, seed: $2) }
    InitializerDeclaration(
      of: RandomUniform.self, aliases: ["random_uniform", "uniform"],
      "uniform values from [minval, maxval)",
      .number("minval", \.low, default: -0.05, "the smallest value"),
      .number("maxval", \.high, default: 0.05, "the upper bound, which no value reaches"), .seed
    ) { try RandomUniform(from: $0, to: $1, seed: $2) }
    InitializerDeclaration(
      of: TruncatedNormal.self, aliases: ["truncated_normal"],
      "normal values cut at two standard deviations",
      .number("mean", \.mean, default: 0, "a finite number"),
      .number("stddev", \.standardDeviation, default: 0.05, deviationHelp), .seed,
      ArgumentDeclaration<TruncatedNormal, TruncationBounds>(
        "bounds", default: .null,
        "null, or where to cut in standard deviations, two numbers (not in Keras)", of: .own,
        read: { reader, _ in try bounds(reader) },
        write: { normal, _ in
          normal.bounds == .keras
            ? .null : .array([.number(normal.bounds.lower), .number(normal.bounds.upper)])
        })
    ) { try TruncatedNormal(mean: $0, standardDeviation: $1, bounds: $3, seed: $2) }
    InitializerDeclaration(
      of: Orthogonal.self, aliases: ["orthogonal", "OrthogonalInitializer", "mlx.orthogonal"],
      "a random orthogonal matrix times a gain; rank 2 or more",
      .number("gain", \.gain, default: 1, "a finite number"),
      .integer(
        "column_axis", \.columnAxis, default: -1,
        "the axis of the matrix's columns, 0 for PyTorch's weights (not in Keras)", of: .own), .seed
    ) { try Orthogonal(gain: $0, columnAxis: $1, seed: $2) }
  }

  private static let deviationHelp = "the standard deviation before any cutting, 0 or more"

  private static func bounds(_ reader: ConfigurationReader) throws -> TruncationBounds {
    guard let value = reader.values["bounds"], value != .null else { return .keras }
    let bounds = value.array?.compactMap(\.double) ?? []
    guard bounds.count == 2, value.array?.count == 2 else {
      throw reader.invalid("bounds", "null or a list of two numbers, the lower first")
    }
    return try .standardDeviations(bounds[0], bounds[1])
  }
}
