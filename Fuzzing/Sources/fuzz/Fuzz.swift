import Foundation
import LibFuzzer

/// `FUZZ_TARGET=configuration fuzz [libFuzzer's arguments]`; a variable, since libFuzzer starts the
/// command again with arguments of its own.
@main
struct Fuzz {
  /// The kind of input under test.
  static let target: FuzzTarget = {
    let name = ProcessInfo.processInfo.environment["FUZZ_TARGET"] ?? ""
    guard let target = FuzzTarget(rawValue: name) else {
      let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")
      fatalError("FUZZ_TARGET is \"\(name)\", none of \(names)")
    }
    return target
  }()

  static func main() {
    var count = CommandLine.argc
    var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
    let status = LLVMFuzzerRunDriver(&count, &arguments) { data, size in
      Fuzz.target.run(UnsafeRawBufferPointer(start: data, count: size))
      return 0
    }
    exit(status)
  }
}
