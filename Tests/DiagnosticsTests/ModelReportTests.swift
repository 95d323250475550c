import Diagnostics
import Foundation
import Initializers
import KerasModels
import SeedCheckpoints
import TestSupport
import Testing

struct ModelReportTests {
  /// Law: a page is well-formed, names every tensor once escaped, needs nothing from elsewhere, and
  /// does not run what a name says.
  @Test func pagesAreWhole() throws {
    let parameters = [
      ModelParameter(
        name: "a/<script>alert(1)</script>", shape: [40, 50], scalarType: .float32,
        initializer: VarianceScaling.heNormal()),
      ModelParameter(name: "b&\"\u{1}", shape: [3], scalarType: .bfloat16, initializer: Zeros()),
      ModelParameter(
        name: "leer", shape: [0, 4], scalarType: .float32, initializer: VarianceScaling.heNormal()),
      ModelParameter(
        name: "orthogonal", shape: [6, 6], scalarType: .float64, initializer: try Orthogonal()),
      ModelParameter(
        name: "scalar", shape: [], scalarType: .float32, initializer: try RandomNormal()),
    ]
    let plan = try InitializationPlan(parameters: parameters, seed: 11)
    let html = try ModelReport(of: "m & <m>", plan).html
    #expect(!html.contains("<script") && !html.contains("src=\"http") && !html.contains("@import"))
    for text in [
      "m &amp; &lt;m&gt;", "a/&lt;script&gt;", "b&amp;&quot;\u{FFFD}", "orthogonal", "native-1",
      "Seed <code>11",
    ] {
      #expect(html.contains(text), "\(text)")
    }
    for tag in ["article", "table", "svg", "figure", "div", "p", "h2", "h3"] {
      let opened = html.ranges(of: "<\(tag)>").count + html.ranges(of: "<\(tag) ").count
      #expect(opened == html.ranges(of: "</\(tag)>").count, "\(tag)")
    }
    #expect(html.contains("data:image/png;base64,") && html.contains("role=\"img\""))
  }

  /// Law: a page makes no more than four million values of a tensor, whoever draws them.
  @Test(arguments: Backend.allCases) func largeTensors(backend: Backend) throws {
    let parameters = [
      ModelParameter(
        name: "large", shape: [1 << 20, 1 << 10], scalarType: .float32,
        initializer: VarianceScaling.heNormal())
    ]
    let plan = try InitializationPlan(parameters: parameters, seed: 1, backend: backend)
    let html = try ModelReport(of: "m", plan).html
    #expect(html.contains("of the first 4") == (backend == .native))
    #expect(html.contains("too large for a picture") == (backend != .native))
  }

  /// Law: ResNet50's page has a picture of each kernel, and less than 5 MB.
  @Test func resNet() throws {
    let file = try ModelFile(
      path: Vectors.repository.appending(path: "Examples/resnet50.json").path)
    let small = file.parameters.filter { $0.shape.reduce(1, *) < 50_000 }
    let plan = try InitializationPlan(parameters: small, seed: 1)
    let html = try ModelReport(of: "resnet50", plan).html
    let kernels = small.count { $0.shape.count == 4 }
    #expect(kernels > 10 && html.ranges(of: "class=\"card\"").count == kernels)
    #expect(html.utf8.count < 5_000_000)
    #expect(html.contains("in theory"))
  }
}
