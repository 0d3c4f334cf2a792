import CKernel
import Determinism
import Testing

@testable import Kernel

/// Every pass over floats gives an element the same bits on every path, whatever its place in the array and the array's
/// length, and touches nothing beside.
struct PassTests {
  typealias Arrays = [UnsafeMutablePointer<Float>]

  struct Pass: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let run: @Sendable (VectorKernels, Arrays, Int) -> Void
  }

  private static let adam = AdamStep(
    learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.1, correction1: 0.19,
    correction2Root: 0.045, decoupled: 0)
  private static var adamw: AdamStep {
    var step = adam
    step.decoupled = 1
    return step
  }

  static let passes = [
    Pass(testDescription: "exponentials") { $0.exponentials($1[0], $1[1], $2) },
    Pass(testDescription: "logarithms") { $0.logarithms($1[0], $1[1], $2) },
    Pass(testDescription: "tangents") { $0.tangents($1[0], $1[1], $2) },
    Pass(testDescription: "errorFunctions") { $0.errorFunctions($1[0], $1[0], $2) },
    Pass(testDescription: "relu") { $0.relu($1[0], $2) },
    Pass(testDescription: "tanh") { $0.tanh($1[0], $2) },
    Pass(testDescription: "gelu") { $0.gelu($1[0], $1[1], $2) },
    Pass(testDescription: "reluGradient") { $0.reluGradient($1[0], $1[1], $2) },
    Pass(testDescription: "tanhGradient") { $0.tanhGradient($1[0], $1[1], $2) },
    Pass(testDescription: "geluGradient") { $0.geluGradient($1[0], $1[1], $2) },
    Pass(testDescription: "logistic") { $0.logistic($1[0], $1[1], $2, 0.3, $1[2]) },
    Pass(testDescription: "squared") { $0.squared($1[0], $1[1], $2, 0.3, $1[2]) },
    Pass(testDescription: "huber") { $0.huber($1[0], $1[1], $2, 0.75, 0.3, $1[2]) },
    Pass(testDescription: "plain descent") { $0.descent($1[0], nil, $1[1], $2, 0.1, 0, 0.01, 0) },
    Pass(testDescription: "momentum") { $0.descent($1[0], $1[1], $1[2], $2, 0.1, 0.9, 0.01, 0) },
    Pass(testDescription: "nesterov") { $0.descent($1[0], $1[1], $1[2], $2, 0.1, 0.9, 0.01, 1) },
    Pass(testDescription: "adam") { $0.adam($1[0], $1[1], $1[2], $1[3], $2, adam) },
    Pass(testDescription: "adamw") { $0.adam($1[0], $1[1], $1[2], $1[3], $2, adamw) },
    Pass(testDescription: "scale") { $0.scale($1[0], $2, 0.37) },
    Pass(testDescription: "subtract") { _ = $0.subtract($1[0], $1[1], $1[2], $2) },
  ]

  @Test(arguments: passes)
  func `gives the same bits on every path, at every count and place`(pass: Pass) {
    let seed = UInt64.random(in: 0...UInt64.max)
    var stream = RandomStream(seed: seed, purpose: .fingerprint)
    for count in 0...70 {
      let start = stream.below(20)
      let before = (0..<4).map { _ in stream.wildFloats(110) }
      let expected = elementByElement(pass, before, start, count)
      for path in VectorPath.runnable {
        let after = changed(before) { pass.run(path.kernels, $0.map { $0 + start }, count) }
        #expect(after == expected, "seed \(seed), path \(path.rawValue), \(count) from \(start)")
      }
    }
  }

  private func elementByElement(
    _ pass: Pass, _ before: [[Float]], _ start: Int, _ count: Int
  ) -> [[UInt32]] {
    let kernels = VectorPath(0).kernels
    return changed(before) { arrays in
      for index in 0..<count { pass.run(kernels, arrays.map { $0 + start + index }, 1) }
    }
  }

  /// The arrays' bits after `body` worked on a copy of them.
  private func changed(_ arrays: [[Float]], by body: (Arrays) -> Void) -> [[UInt32]] {
    var scratch = Scratch()
    let copies = arrays.map { values in
      let copy = scratch.floats(values.count)
      _ = copy.update(from: values)
      return copy
    }
    body(copies.map { $0.baseAddress! })
    return copies.map { $0.map(\.comparableBits) }
  }

  @Test func `sums squares over sixteen partial sums in double precision`() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var stream = RandomStream(seed: seed, purpose: .fingerprint)
    for count in 0...70 {
      let values = (0..<count).map { _ in Float(stream.gaussian()) }
      var sums = [Double](repeating: 0, count: 16)
      for (index, value) in values.enumerated() { sums[index % 16] += Double(value) * Double(value) }
      for path in VectorPath.runnable {
        #expect(path.kernels.squareSum(values, count) == sums.reduce(0, +), "seed \(seed), \(count)")
      }
    }
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity])
  func `a difference that is not finite is told wherever it is`(value: Float) {
    for path in VectorPath.runnable {
      for count in 1...40 {
        var (values, zeros) = ([Float](repeating: 1, count: count), [Float](repeating: 0, count: count))
        #expect(path.kernels.subtract(values, zeros, &zeros, count) == 1 && zeros == values)
        for place in 0..<count {
          values[place] = value
          #expect(path.kernels.subtract(values, zeros, &zeros, count) == 0)
          values[place] = 1
          zeros = [Float](repeating: 0, count: count)
        }
      }
    }
  }
}
