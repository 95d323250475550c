import Foundation
import LibFuzzer

/// Changes JSON into other JSON, which bytes changed at random seldom are.
///
/// libFuzzer calls it by its name in place of its own mutations, to which every other call goes.
@_cdecl("LLVMFuzzerCustomMutator")
public func mutate(
  _ data: UnsafeMutablePointer<UInt8>, _ size: Int, _ capacity: Int, _ seed: UInt32
) -> Int {
  guard Fuzz.target.isJSON, seed % 2 == 0,
    let value = try? JSONSerialization.jsonObject(
      with: Data(bytes: data, count: size), options: .fragmentsAllowed)
  else { return LLVMFuzzerMutate(data, size, capacity) }
  var mutator = JSONMutator(seed: seed)
  let changed = mutator.changed(value)
  guard
    let text = try? JSONSerialization.data(
      withJSONObject: changed, options: [.fragmentsAllowed, .sortedKeys]), text.count <= capacity
  else { return LLVMFuzzerMutate(data, size, capacity) }
  text.copyBytes(to: data, count: text.count)
  return text.count
}

/// One change somewhere in a document.
struct JSONMutator {
  private var generator: Generator
  /// Parts of the document, to be put in other places.
  private var parts: [Any] = []

  /// SplitMix64: libFuzzer's seed has to give the same change again.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  /// Values that readers often forget.
  private static var odd: [Any] {
    [
      NSNull(), true, false, 0, 1, -1, 2, 3, 1.5, -0.0, 1e308, 1e-45, 4_294_967_296,
      9_223_372_036_854_775_807,
      -9_223_372_036_854_775_808, 1_073_741_824, "", "same", "valid", "channels_first", "x",
      "é\u{301}", "../a", "float16", "bfloat16", "int8",
      [] as [Any], [0] as [Any], [1, 2, 3] as [Any], [NSNull(), 4, 4] as [Any],
      [:] as [String: Any],
    ]
  }

  init(seed: UInt32) {
    generator = Generator(state: UInt64(seed))
  }

  /// The document with one to three changes.
  mutating func changed(_ value: Any) -> Any {
    collect(value)
    var result = value
    for _ in 0..<Int.random(in: 1...3, using: &generator) {
      var left = Int.random(in: 0..<max(1, parts.count), using: &generator)
      result = replaced(result, at: &left)
    }
    return result
  }

  private mutating func collect(_ value: Any) {
    parts.append(value)
    if let object = value as? [String: Any] {
      for (_, element) in object.sorted(by: { $0.key < $1.key }) { collect(element) }
    } else if let list = value as? [Any] {
      for element in list { collect(element) }
    }
  }

  /// The value with its part of a number in order replaced.
  private mutating func replaced(_ value: Any, at left: inout Int) -> Any {
    if left == 0 {
      left -= 1
      return other(than: value)
    }
    left -= 1
    if let object = value as? [String: Any] {
      var result = object
      for (key, element) in object.sorted(by: { $0.key < $1.key }) where left >= 0 {
        result[key] = replaced(element, at: &left)
      }
      return result
    }
    guard let list = value as? [Any] else { return value }
    var result = list
    for index in list.indices where left >= 0 { result[index] = replaced(list[index], at: &left) }
    return result
  }

  private mutating func other(than value: Any) -> Any {
    let choice = Int.random(in: 0..<6, using: &generator)
    if var object = value as? [String: Any],
      let key = object.keys.sorted().randomElement(using: &generator), choice < 3
    {
      switch choice {
      case 0: object[key] = nil
      case 1: object[key] = parts.randomElement(using: &generator)
      default: object[key] = Self.odd.randomElement(using: &generator)
      }
      return object
    }
    if var list = value as? [Any], choice < 3 {
      switch choice {
      case 0: list = Array(list.dropLast())
      case 1: list.append(parts.randomElement(using: &generator) ?? 0)
      default: list += list.prefix(20)
      }
      return list
    }
    if let number = value as? NSNumber, choice < 3 {
      let product = number.doubleValue * ([-1, 2, 0.5, 1e10].randomElement(using: &generator) ?? 1)
      return product.isFinite ? product : 0
    }
    return (choice < 5 ? Self.odd : parts).randomElement(using: &generator) ?? value
  }
}
