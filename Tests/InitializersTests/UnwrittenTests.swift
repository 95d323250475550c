import Initializers
import Synchronization
import Testing

/// Law: memory that the library has allocated never comes back unwritten, whatever somebody's own
/// initializer does.
struct UnwrittenTests {
  /// Writes one number to the first elements of a row, or to none.
  private struct Partial: Initializer {
    let share: Double
    var number = 1.0

    func law(for request: FillRequest) -> TensorLaw { .unknown }

    func fill<S: Scalar>(
      _ out: inout MutableSpan<S>, _ request: FillRequest
    ) throws(InitializationError) {
      let value = try S(constant: number)
      for index in 0..<Int(share * Double(out.count)) { out[index] = value }
    }
  }

  private static func code<S: Scalar>(
    _ type: S.Type, _ initializer: any Initializer, _ shape: [Int]
  ) -> InitializationError.Code? {
    RequestTests.code { _ = try initializer.tensor(of: type, shape: shape) }
  }

  @Test func whatIsLeftOutIsFound() throws {
    for count in [1, 2, 15, 16, 17, 1000, 100_000] {
      #expect(Self.code(Float.self, Partial(share: 0), [count]) == .failedElement)
      #expect(Self.code(Bool.self, Partial(share: 0), [count]) == .failedElement)
      #expect(Self.code(Double.self, Partial(share: 1), [count]) == nil)
      if count > 1 {
        #expect(Self.code(BFloat16.self, Partial(share: 0.9), [count]) == .failedElement)
      }
    }
    #expect(Self.code(Float.self, Partial(share: 0), [0]) == nil)
    #expect(Self.code(Float.self, try Scaled(Partial(share: 0.5), by: 2), [10]) == .failedElement)
    #expect(Self.code(Float.self, try Transposed(Partial(share: 0)), [3, 4]) == .failedElement)
    #expect(Self.code(Float.self, UnitForgetBias(Partial(share: 0)), [64]) == .failedElement)
  }

  /// Bytes that are put there to be overwritten may be written, too.
  @Test func anyNumberCanBeWritten() throws {
    for number in 0...255 {
      let value = Double(number)
      let bytes: Tensor<UInt8> = try Partial(share: 1, number: value)(shape: [40])
      #expect(bytes.elements == Array(repeating: UInt8(number), count: 40))
      let words: Tensor<UInt16> = try Partial(share: 1, number: value * 257)(shape: [40])
      #expect(words.elements == Array(repeating: UInt16(number) * 257, count: 40))
    }
  }

  /// Law: all pieces of work are done, once each, however few threads the system gives.
  @Test func workIsDone() {
    for threads in [1, 2, 40, 1024] {
      let sum = Atomic(0)
      let count = Atomic(0)
      inParallel(overEach: 1000, threads: threads) { piece in
        sum.add(piece, ordering: .relaxed)
        count.add(1, ordering: .relaxed)
      }
      #expect(sum.load(ordering: .relaxed) == 499_500 && count.load(ordering: .relaxed) == 1000)
    }
  }
}
