import CLoops

import Platform

/// The instructions that loops over elements are compiled for.
///
/// Values do not depend on it. The fastest set that the processor has is used; for measurements and
/// tests the environment variable `INITIALIZERS_INSTRUCTION_SET` names another one.
package enum InstructionSet: String, Sendable, CaseIterable {
  /// Plain Swift, the definition of all values.
  case plain
  /// What every processor of the architecture has: SSE2 on x86-64, NEON on arm64.
  case baseline
  /// 256-bit vectors on x86-64.
  case avx2
  /// 512-bit vectors on x86-64: AVX-512 F, DQ, BW and VL.
  case avx512

  /// The sets that this processor has.
  package static let available = allCases.filter { $0 == .plain || $0.loops != nil }

  /// The set in use.
  package static let selected: InstructionSet =
    getenv("INITIALIZERS_INSTRUCTION_SET")
    .flatMap { InstructionSet(rawValue: String(cString: $0)) }
    .flatMap { available.contains($0) ? $0 : nil } ?? available.last ?? .plain

  /// The vectorized loops of the set; `nil` for plain Swift, and where the processor lacks the set.
  var loops: UnsafePointer<Loops>? {
    switch self {
    case .plain: nil
    case .baseline: Self.baselineLoops.value
    case .avx2: Self.avx2Loops.value
    case .avx512: Self.avx512Loops.value
    }
  }

  // Asking the processor takes long on virtual machines, so it is done once.
  private static let baselineLoops = UncheckedSendable(loops_for(.baseline))
  private static let avx2Loops = UncheckedSendable(loops_for(.AVX2))
  private static let avx512Loops = UncheckedSendable(loops_for(.AVX512))
}
