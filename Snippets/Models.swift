// The code of the documentation of KerasInterop, SeedCheckpoints and Diagnostics, and of reproducing Keras's values.
import Checkpoints
import Diagnostics
import Foundation
import Initializers
import InitializerConfigurations
import KerasModels
import SeedCheckpoints

let url = URL(filePath: "Examples/resnet50.json")

let catalog = InitializerCatalog(.keras3)
let initializer = try catalog.get("he_normal")
let json = try catalog.serialize(initializer).json.text  // Keras 3 loads it
let again = try catalog.get(json: json)

let keras = try KerasModel(json: Data(contentsOf: url))  // what model.to_json() wrote
for variable in keras.variables.prefix(3) { print(variable.name, variable.shape) }

let kernel: Tensor<Float> = try VarianceScaling.glorotUniform(seed: 42).tensor(
  shape: [64, 128], backend: .kerasTensorFlow)
print(again, kernel[0, 0])

_ = FileManager.default.changeCurrentDirectoryPath(FileManager.default.temporaryDirectory.path)
try Data(#"{"wte.weight": {"shape": [1000, 64]}, "wpe.weight": {"shape": [100, 64]}}"#.utf8)
  .write(to: URL(filePath: "shapes.json"))

let model = try ModelFile(path: "shapes.json")
let plan = try InitializationPlan(file: model, recipe: Recipe(named: "gpt2"), seed: 42)
try plan.write(to: "gpt2.safetensors")

let sharding = try Sharding(of: plan, count: 2)
try sharding.plan(of: 1).write(to: sharding.path(of: 1, in: "gpt2.safetensors"))
print(plan.elementCount)

let statistics = try TensorStatistics(
  ofTensor: 0, in: CheckpointReader(path: "gpt2.safetensors"))
print(statistics.standardDeviation, BlockHistogram.text(statistics.bins(24)))

let check = ModelCheck(plan)
for finding in check.findings { print(finding.severity, finding.summary, finding.tensors) }

let report = try ModelReport(of: "gpt2", plan)
try report.html.write(toFile: "report.html", atomically: true, encoding: .utf8)

let network = try SignalSimulation(
  depth: 20, width: 64, nonlinearity: .gelu, initializer: VarianceScaling.heNormal(), seed: 1)
let trace = try network.run()
print(trace.layers[19].activation, trace.meanSquaredSingularValue)
