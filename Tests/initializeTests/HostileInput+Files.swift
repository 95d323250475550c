import Foundation

/// What files hold.
extension HostileInput {
  static let all =
    arguments + configurations + manifests + recipes + models + safetensors + npy + archives
    + indices + ambiguous

  static func tensors(_ header: String, data: Int = 8) -> [UInt8] {
    little(UInt64(header.utf8.count), 8) + Array(header.utf8) + [UInt8](repeating: 0, count: data)
  }

  static func little(_ value: UInt64, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  static let safetensors: [HostileInput] = [
    .init(.safetensors, [], "unsupported", "is truncated"),
    .init(.safetensors, [1, 2, 3], "unsupported", "is truncated"),
    .init(.safetensors, little(.max, 8), "unsupported", "is truncated"),
    .init(.safetensors, little(1 << 40, 8) + [123, 125], "unsupported", "is truncated"),
    .init(.safetensors, little(0, 8), "unsupported", "header"),
    .init(.safetensors, tensors("7"), "unsupported", "header"),
    .init(.safetensors, tensors("{}"), "unsupported", "bytes"),
    .init(.safetensors, tensors(#"{"a": 7}"#), "unsupported", "a"),
    .init(
      .safetensors, tensors(#"{"a": {"dtype": "F32", "data_offsets": [0, 8]}}"#), "unsupported",
      "shape"),
    .init(
      .safetensors, tensors(#"{"a": {"shape": [2], "data_offsets": [0, 8]}}"#), "unsupported",
      "dtype"),
    .init(
      .safetensors, tensors(#"{"a": {"dtype": "F32", "shape": [2]}}"#), "unsupported",
      "data_offsets"),
    .init(
      .safetensors, tensors(#"{"a": {"dtype": "F99", "shape": [2], "data_offsets": [0, 8]}}"#),
      "unsupported", "F99"),
    .init(
      .safetensors, tensors(#"{"a": {"dtype": "F32", "shape": [3], "data_offsets": [0, 8]}}"#),
      "unsupported", "a"),
    .init(
      .safetensors, tensors(#"{"a": {"dtype": "F32", "shape": [2], "data_offsets": [8, 0]}}"#),
      "unsupported", "a"),
    .init(
      .safetensors, tensors(#"{"a": {"dtype": "F32", "shape": [2], "data_offsets": [1, 9]}}"#),
      "unsupported", "a"),
    .init(
      .safetensors, tensors(#"{"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8, 8]}}"#),
      "unsupported", "data_offsets"),
    .init(
      .safetensors,
      tensors(#"{"a": {"dtype": "F32", "shape": [true, 2], "data_offsets": [0, 8]}}"#),
      "unsupported", "integer"),
    .init(
      .safetensors,
      tensors(
        #"{"a": {"dtype": "F32", "shape": [9223372036854775807, 9223372036854775807], "data_offsets": [0, 8]}}"#
      ), "unsupported", "a"),
    .init(
      .safetensors,
      tensors(
        #"{"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}, "b": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}}"#
      ), "unsupported", "b"),
    .init(
      .safetensors,
      tensors(#"{"__metadata__": 3, "a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}}"#),
      "unsupported", "an object is missing"),
    .init(.safetensors, tensors(nestedHeader), "unsupported", "header"),
    .init(
      .safetensors,
      tensors(#"{"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}}"#, data: 9),
      "unsupported", "bytes"),
  ]
  /// What another reader would refuse, or take in another way.
  static let ambiguous: [HostileInput] = [
    .init(
      .safetensors, tensors("{\(entry("a")),\(entry("a", "I32"))}"), "unsupported",
      #"the key "a" is repeated"#),
    .init(
      .safetensors,
      tensors(#"{"a": {"dtype": "F32", "dtype": "I32", "shape": [2], "data_offsets": [0, 8]}}"#),
      "unsupported", "is repeated"),
    .init(
      .safetensors, tensors("{\"__metadata__\": {}, \"__metadata\\u005f_\": {}, \(entry("a"))}"),
      "unsupported", "is repeated"),
    .init(.safetensors, tensors("{\(entry("a")),}"), "unsupported", "a key"),
    .init(.safetensors, tensors("\u{FEFF}{\(entry("a"))}"), "unsupported", "byte order mark"),
    .init(.safetensors, tensors(" {\(entry("a"))}"), "unsupported", "must begin with {"),
    .init(.safetensors, tensors("{\(entry("a", shape: "2.0"))}"), "unsupported", "integer"),
    .init(.safetensors, tensors("{\(entry("a", shape: "2e0"))}"), "unsupported", "integer"),
    .init(.safetensors, tensors("{\(entry("a", shape: "02"))}"), "unsupported", "integer"),
    .init(.safetensors, tensors("{\(entry("a\u{1}"))}"), "unsupported", "control character"),
    .init(.safetensors, tensors("{\(entry("\\ud800"))}"), "unsupported", "surrogate pair"),
    .init(
      .safetensors, tensors("{\(entry("a", shape: "0,9223372036854775807,3", end: 0))}", data: 0),
      "unsupported", "sizes"),
    .init(
      .npy, array("{'descr': '<f4', 'descr': '<i4', 'fortran_order': False, 'shape': (2,)}"),
      "unsupported", "header"),
    .init(
      .npy, array("{'de' 'scr': '<f4', 'fortran_order': False, 'shape': (2,)}"), "unsupported",
      "header"),
    .init(
      .npy, array("{u'descr': '<f4', 'fortran_order': False, 'shape': (2,)}"), "unsupported",
      "header"),
    .init(
      .npy, array("{'descr': '<f4', 'fortran_order': False, 'shape': (2)}"), "unsupported", "header"
    ),
    .init(
      .npy, array("{'descr': '<f4', 'fortran_order': False, 'shape': (0x2,)}"), "unsupported",
      "header"),
    .init(
      .npy, array("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), 'x': 1}"), "unsupported",
      "header"),
    .init(
      .npy, array("{'descr': '<f4', 'fortran_order': Falsey, 'shape': (2,)}"), "unsupported",
      "header"),
    .init(
      .npy,
      array(
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2,)}"
          + String(repeating: " ", count: 10_000)), "unsupported", "header"),
    .init(
      .npy,
      array(
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2, \(String(repeating: "1, ", count: 64)))}"
      ), "unsupported", "header"),
    .init(.index, #"{"weight_map": {"a": "x.safetensors"}}"#, "unsupported", "no metadata"),
    .init(
      .index, #"{"metadata": {}, "weight_map": {"a": "a\u0000b.safetensors"}}"#, "unsupported",
      "own folder"),
    .init(.index, #"{"metadata": {}, "weight_map": {}}"#, "unsupported", "names no tensors"),
    .init(
      .index, #"{"metadata": {}, "weight_map": {"a": "x", "a": "y"}}"#, "unsupported", "is repeated"
    ),
    .init(.index, #"{"metadata": {}, "weight_map": {"a": "x"},}"#, "unsupported", "a key"),
    .init(
      .manifest, #"{"a": {"shape": [2], "initializer": "ones"}, "a": {"shape": [3]}}"#,
      "invalidConfiguration", "is repeated"),
    .init(
      .manifest,
      #"{"w": {"shape": [2, 3], "initializer": {"class_name": "Stacked", "config": {"initializer": "he_normal"}}}, "w/1": {"shape": [3], "initializer": "he_normal"}}"#,
      "invalidConfiguration", "same random values as a tensor called w/1"),
  ]

  private static func entry(
    _ name: String, _ type: String = "F32", shape: String = "2", end: Int = 8
  ) -> String {
    #""\#(name)": {"dtype": "\#(type)", "shape": [\#(shape)], "data_offsets": [0, \#(end)]}"#
  }

  private static let nestedHeader = nested(4_000, "[", "", "]")

  static func array(_ header: String, version: UInt8 = 1, data: Int = 8) -> [UInt8] {
    [0x93] + Array("NUMPY".utf8) + [version, 0]
      + little(UInt64(header.utf8.count + 1), version == 1 ? 2 : 4) + Array((header + "\n").utf8)
      + [UInt8](repeating: 0, count: data)
  }

  static let npy: [HostileInput] = [
    .init(.npy, [], "unsupported", "not NumPy's"),
    .init(.npy, "hello", "unsupported", "not NumPy's"),
    .init(.npy, "not a numpy file", "unsupported", "NumPy"),
    .init(
      .npy, array("{'descr': '<f4', 'fortran_order': False, 'shape': (2,)}", version: 9),
      "unsupported", "not NumPy's"),
    .init(.npy, array(""), "unsupported", "header"),
    .init(.npy, array("{"), "unsupported", "header"),
    .init(.npy, array("{'descr': '<f4'}"), "unsupported", "header"),
    .init(
      .npy, array("{'descr': '>f4', 'fortran_order': False, 'shape': (2,)}"), "unsupported", ">f4"),
    .init(
      .npy, array("{'descr': '|O', 'fortran_order': False, 'shape': (1,)}"), "unsupported", "|O"),
    .init(
      .npy, array("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2,)}"),
      "unsupported", "header"),
    .init(
      .npy, array("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 1)}"), "unsupported",
      "Fortran"),
    .init(
      .npy, array("{'descr': '<f4', 'fortran_order': False, 'shape': (3,)}"), "unsupported",
      "another size"),
    .init(
      .npy, array("{'descr': '<f4', 'fortran_order': False, 'shape': (-2,)}"), "unsupported",
      "header"),
    .init(
      .npy, array("{'descr': '<f4', 'fortran_order': False, 'shape': (2,)}", data: 7),
      "unsupported", "another size"),
    .init(
      .npy, array("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,)}"),
      "unsupported", "header"),
    .init(
      .npy, array("{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296)}"),
      "unsupported", "another size"),
    .init(
      .npy, array("{'descr': '<f4', 'fortran_order': False, 'shape': __import__('os')}"),
      "unsupported", "header"),
    .init(
      .npy, [0x93] + Array("NUMPY".utf8) + [2, 0] + little(0xFFFF_FFFF, 4), "unsupported",
      "not NumPy's"),
  ]

  static let indices: [HostileInput] = [
    .init(.index, "", "unsupported", "index"),
    .init(.index, "{}", "unsupported", "index"),
    .init(.index, #"{"weight_map": []}"#, "unsupported", "index"),
    .init(.index, #"{"metadata": {}, "weight_map": {"a": 3}}"#, "unsupported", "index"),
    .init(
      .index, #"{"metadata": {}, "weight_map": {"a": "../x.safetensors"}}"#, "unsupported", ".."),
    .init(
      .index, #"{"metadata": {}, "weight_map": {"a": "/etc/passwd"}}"#, "unsupported", "passwd"),
    .init(.index, #"{"metadata": {}, "weight_map": {"a": ""}}"#, "unsupported", "own folder"),
    .init(
      .index, #"{"metadata": {}, "weight_map": {"a": "gone.safetensors"}}"#, "unsupported",
      "gone.safetensors is missing"),
    .init(
      .index, #"{"metadata": {}, "weight_map": {"a": "x.safetensors\u0000"}}"#, "unsupported",
      "x.safetensors"),
  ]

  static func model(_ layer: String) -> String {
    #"{"class_name": "Sequential", "config": {"name": "m", "layers": [\#(layer)]}}"#
  }

  static let models: [HostileInput] = [
    .init(.model, "", "invalidConfiguration", "not JSON"),
    .init(.model, "[]", "invalidConfiguration", "not a Keras model"),
    .init(.model, #"{"class_name": "Sequential"}"#, "invalidConfiguration", "config"),
    .init(
      .model, #"{"class_name": "Sequential", "config": {"name": "m"}}"#, "invalidConfiguration",
      "layers"),
    .init(
      .model, #"{"class_name": "Functional", "config": {"name": "m", "layers": 3}}"#,
      "invalidConfiguration", "layers"),
    .init(.model, model("3"), "invalidConfiguration", "a layer"),
    .init(.model, model(#"{"class_name": "Dense"}"#), "invalidConfiguration", "a layer"),
    .init(
      .model, model(#"{"class_name": "Mystery", "config": {"name": "x"}}"#), "unknownName",
      "Mystery"),
    .init(
      .model, model(#"{"class_name": "Dense", "config": {"name": "d"}}"#), "invalidConfiguration",
      "units"),
    .init(
      .model, model(#"{"class_name": "Dense", "config": {"name": "d", "units": "many"}}"#),
      "invalidConfiguration", "units"),
    .init(
      .model, model(#"{"class_name": "Dense", "config": {"name": "d", "units": 2}}"#),
      "invalidConfiguration", "shape"),
    .init(
      .model,
      model(
        #"{"class_name": "Dense", "config": {"name": "d", "units": -2}, "build_config": {"input_shape": [null, 3]}}"#
      ), "invalidConfiguration", "units"),
    .init(
      .model,
      model(
        #"{"class_name": "Dense", "config": {"name": "d", "units": 2}, "build_config": {"input_shape": [null, null]}}"#
      ), "invalidConfiguration", "shape"),
    .init(
      .model,
      model(
        #"{"class_name": "Dense", "config": {"name": "d", "units": 1073741824}, "build_config": {"input_shape": [null, 1073741824]}}"#
      ), "invalidShape", "elements"),
    .init(
      .model,
      model(
        #"{"class_name": "Dense", "config": {"name": "d", "units": 2, "kernel_initializer": "nope"}, "build_config": {"input_shape": [null, 3]}}"#
      ), "unknownName", "nope"),
    .init(
      .model,
      model(
        #"{"class_name": "Dense", "config": {"name": "d", "units": 2, "kernel_initializer": {"class_name": "RandomNormal", "config": {"stddev": -1}}}, "build_config": {"input_shape": [null, 3]}}"#
      ), "invalidParameter", "-1"),
    .init(
      .model,
      model(
        #"{"class_name": "Conv2D", "config": {"name": "c", "filters": 4, "kernel_size": [-1, 3]}, "build_config": {"input_shape": [null, 8, 8, 4]}}"#
      ), "invalidConfiguration", "kernel_size"),
  ]
}
