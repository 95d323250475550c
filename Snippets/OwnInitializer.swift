// The code of the article "Writing your own initializer".
import Initializers
import InitializerConfigurations

// A formula of the coordinates: slices, threads and scalar types come with it.
struct Checkerboard: FormulaInitializer, Hashable {
  let size: Double

  func formula(
    for shape: [Int]
  ) throws(InitializationError) -> @Sendable (_ coordinates: [Int]) -> Double {
    let size = size
    return { coordinates in coordinates.reduce(0, +) % 2 == 0 ? size : -size }
  }
}

// A law whose parameters depend on the shape: normal with σ = 1 / √(last axis).
struct UnitRows: Initializer, Hashable {
  var seed: Seed?

  func law(for request: FillRequest) throws(InitializationError) -> TensorLaw {
    guard let columns = request.shape.last else {
      throw InitializationError(.invalidShape, "unit rows need a shape of rank 1 or more")
    }
    return .same(try .normal(standardDeviation: 1 / Double(max(1, columns)).squareRoot()))
  }
}

// A function of the position, without a type.
let ramp = Elementwise { position, shape in Double(position % shape[1]) / 10 }

// Configurations: written as itself, read by a catalog that knows it.
extension Checkerboard: ConfigurableInitializer {
  var configuration: InitializerConfiguration {
    InitializerConfiguration(className: "Checkerboard", config: ["size": .number(size)])
  }
}

let catalog = InitializerCatalog(customObjects: [
  "Checkerboard": { Checkerboard(size: $0.config["size"]?.double ?? 1) }
])
let text = try catalog.serialize(Checkerboard(size: 0.5)).json.text
let again = try catalog.get(json: text)

let board: Tensor<Float> = try again(shape: [3, 4])
print(board)
let rows: Tensor<BFloat16> = try UnitRows(seed: 7).tensor(
  shape: [1000, 256], slice: [500..<502, 0..<4], path: "rows")
print(rows)
let steps: Tensor<Float> = try ramp(shape: [2, 3])
print(steps)
// They compose with the rest.
let scaled = try Stacked(UnitRows(seed: 7)).scaled(by: 0.5)
let stack: Tensor<Float> = try scaled(shape: [2, 2, 2], path: "experts")
print(stack)
