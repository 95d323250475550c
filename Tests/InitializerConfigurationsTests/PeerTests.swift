import Initializers
import InitializerConfigurations
import TestSupport
import Testing

/// Oracle: the frameworks themselves, as `Conformance/record_peers.py` recorded them.
struct PeerTests {
  struct Law: Sendable, CustomTestStringConvertible {
    let framework: String
    let name: String
    let arguments: JSONObject
    let shape: [Int]
    let count: Int
    let mean: Double
    let deviation: Double
    let kurtosis: Double
    let least: Double
    let most: Double
    let zeros: Double
    let deviations: [Double]

    var testDescription: String { "\(name) of \(framework), \(arguments)" }

    init(_ json: JSONValue) throws {
      let object = try #require(json.object)
      func number(_ key: String) throws -> Double { try #require(object[key]?.double) }
      framework = try #require(object["framework"]?.string)
      name = try #require(object["name"]?.string)
      arguments = try #require(object["arguments"]?.object)
      shape = try #require(object["shape"]?.array).compactMap(\.integer)
      count = Int(try number("count"))
      mean = try number("mean")
      deviation = try number("deviation")
      kurtosis = try number("kurtosis")
      least = try number("least")
      most = try number("most")
      zeros = try number("zeros")
      deviations = try #require(object["deviations"]?.array).compactMap(\.double)
    }
  }

  /// A part of the record.
  static func recorded(_ part: String) throws -> [JSONValue] {
    try #require(try JSONValue(parsing: Vectors.data("peers.json")).object?[part]?.array)
  }

  private func initializer(
    _ name: String, _ arguments: JSONObject
  ) throws -> any Initializer {
    try InitializerCatalog(.own).deserialize(
      InitializerConfiguration(className: name, config: arguments))
  }

  /// Mean, deviation, kurtosis, bounds and zeros agree within what two samples of these sizes may
  /// differ.
  ///
  /// Bounds are of truncated and uniform laws only; those of normal values depend on the sample.
  @Test(arguments: try recorded("laws").map { try Law($0) })
  func laws(peer: Law) throws {
    let initializer = try initializer(peer.name, peer.arguments)
    let size = peer.shape.reduce(1, *)
    let draws = peer.name.contains("rthogonal") ? 400 : max(1, 200_000 / size)
    var values: [Double] = []
    var places = [[Double]](repeating: [], count: peer.shape[0])
    for draw in 0..<draws {
      let tensor: Tensor<Float> = try initializer(shape: peer.shape, path: "\(draw)")
      let elements = tensor.elements.map(Double.init)
      values += elements
      let row = size / peer.shape[0]
      for place in places.indices { places[place] += elements[place * row..<(place + 1) * row] }
    }
    let sample = Sample(values)
    let mean = sample.moment(1)
    let deviation = sample.standardDeviation
    let kurtosis = sample.moment(4) / (deviation * deviation * deviation * deviation)
    let scale = peer.deviation
    // Elements of orthogonal matrices hang together, so the matrices are counted instead.
    let isMatrix = peer.name.contains("rthogonal")
    let n = isMatrix ? 400.0 * 4 : min(Double(values.count), Double(peer.count)) / 2
    #expect(abs(mean - peer.mean) < 5 * scale / n.squareRoot())
    let spread = ((peer.kurtosis - 1) / (4 * n)).squareRoot()
    #expect(abs(deviation / scale - 1) < 5 * spread)
    #expect(abs(kurtosis / peer.kurtosis - 1) < 25 / n.squareRoot())
    let zeros = Double(values.count { $0 == 0 }) / Double(values.count)
    // A projection of a small convolution keeps all columns, or none, now and then.
    #expect(abs(zeros - peer.zeros) < (peer.name.hasPrefix("ConvolutionOrth") ? 0.04 : 1e-5))
    if peer.kurtosis < 2.6 && !isMatrix {
      #expect(abs(sample.sorted[0] - peer.least) < 0.02 * scale)
      #expect(abs(sample.sorted[values.count - 1] - peer.most) < 0.02 * scale)
    }
    for (place, other) in zip(places, peer.deviations) {
      let own = Sample(place).standardDeviation
      #expect(abs(own - other) <= 8 * spread * Double(peer.shape[0]).squareRoot() * other)
    }
  }

  @Test func exactValues() throws {
    let peers = try Self.recorded("exact").compactMap(\.object)
    #expect(peers.count == 7)
    for peer in peers {
      let name = try #require(peer["name"]?.string)
      let arguments = try #require(peer["arguments"]?.object)
      let shape = try #require(peer["shape"]?.array).compactMap(\.integer)
      let values = try #require(peer["values"]?.array).compactMap(\.double)
      let initializer = try initializer(name, arguments)
      let tensor: Tensor<Double> = try initializer(shape: shape)
      #expect(tensor.elements == values, "\(name) \(arguments)")
    }
  }

  /// Law: fans are what the layers sum over, whichever layer, layout and number of groups.
  @Test func fansOfConvolutions() throws {
    let peers = try Self.recorded("fans").compactMap(\.object)
    #expect(peers.count == 21)
    for peer in peers {
      let layer = try #require(peer["layer"]?.string)
      let shape = try #require(peer["shape"]?.array).compactMap(\.integer)
      let rule = try #require(peer["rule"])
      let made = try initializer("he_normal", ["fans": rule])
      let scaling = try #require(made as? VarianceScaling)
      let fans = try Fans(of: shape, rule: scaling.fanRule)
      #expect(fans.fanIn == peer["in"]?.double && fans.fanOut == peer["out"]?.double, "\(layer)")
      let written = try InitializerCatalog(.own).serialize(made)
      #expect(written.config["fans"] == rule)
    }
  }
}
