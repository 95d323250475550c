import Foundation
import SeedCheckpoints

/// What the command tells people: everything but results goes to standard error.
enum Terminal {
  /// Writes a line to standard error.
  static func note(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }

  /// How many parameters and tensors a plan has.
  static func size(of plan: InitializationPlan) -> String {
    let (elements, tensors) = (plan.elementCount, plan.tensors.count)
    return "\(grouped(elements)) parameter\(elements == 1 ? "" : "s") in "
      + "\(tensors) tensor\(tensors == 1 ? "" : "s")"
  }

  /// A number with commas between thousands.
  static func grouped(_ number: Int) -> String {
    let digits = Array(String(number))
    return digits.enumerated().reduce(into: "") { text, digit in
      if digit.offset > 0 && (digits.count - digit.offset) % 3 == 0 { text += "," }
      text.append(digit.element)
    }
  }

  /// A number of bytes with a decimal unit.
  static func bytes(_ count: Int) -> String {
    let units = ["B", "kB", "MB", "GB", "TB", "PB"]
    var value = Double(count)
    var unit = 0
    while value >= 1000 && unit < units.count - 1 {
      value /= 1000
      unit += 1
    }
    return unit == 0 ? "\(count) B" : String(format: "%.1f %@", value, units[unit] as NSString)
  }
}
