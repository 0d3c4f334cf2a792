import CKernel
import Determinism
import Glibc
import Testing

@testable import Kernel

/// The losses of rows and `scale` times their gradients.
struct LossTests {
  /// A loss of the outputs of one row, in plain double precision.
  typealias Reference = @Sendable ([Double], Double) -> Double

  private static let crossEntropy: Reference = { z, target in
    let largest = z.max() ?? 0
    return log(z.reduce(0) { $0 + exp($1 - largest) }) + largest - z[Int(target)]
  }
  private static let logistic: Reference = { z, target in
    log1p(exp(-abs(z[0]))) + max(z[0], 0) - z[0] * target
  }
  private static let squared: Reference = { z, target in (z[0] - target) * (z[0] - target) / 2 }
  private static let huber: Reference = { z, target in
    let error = abs(z[0] - target)
    return error < 0.75 ? error * error / 2 : 0.75 * (error - 0.375)
  }

  @Test(arguments: [2, 3, 10, 37])
  func `cross-entropy and its gradient are those of the formula, on every path alike`(classes: Int) {
    let seed = UInt64.random(in: 0...UInt64.max)
    var stream = RandomStream(seed: seed, purpose: .fingerprint)
    for rows in 1...35 {
      let outputs = Rows(width: classes, (0..<rows * classes).map { _ in Float(stream.gaussian() * 4) })
      let targets = (0..<rows).map { _ in Float(stream.below(classes)) }
      let results = VectorPath.runnable.map { outputs.crossEntropy(targets, scale: 0.3, path: $0) }
      #expect(results.allSatisfy { $0 == results[0] }, "seed \(seed), \(rows) rows")
      check(results[0], outputs, targets, Self.crossEntropy, "seed \(seed), \(rows) rows")
    }
  }

  @Test func `logistic, squared and Huber's losses and gradients are those of the formulas`() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var stream = RandomStream(seed: seed, purpose: .fingerprint)
    let outputs = Rows(width: 1, (0..<50).map { _ in Float(stream.gaussian() * 3) })
    let targets = (0..<50).map { _ in Float(stream.below(2)) }
    for path in VectorPath.runnable {
      let kernels = path.kernels
      check(
        outputs.apply(targets) { kernels.logistic($0, $1, $2, 0.3, $3) }, outputs, targets, Self.logistic,
        "seed \(seed)")
      check(
        outputs.apply(targets) { kernels.squared($0, $1, $2, 0.3, $3) }, outputs, targets, Self.squared,
        "seed \(seed)")
      check(
        outputs.apply(targets) { kernels.huber($0, $1, $2, 0.75, 0.3, $3) }, outputs, targets, Self.huber,
        "seed \(seed)")
    }
  }

  /// Compares with the reference, and 0.3 times its slope by central differences.
  private func check(
    _ result: RowLosses, _ outputs: Rows, _ targets: [Float], _ reference: Reference, _ comment: Comment
  ) {
    let step = 1e-5
    for row in 0..<outputs.count {
      let z = outputs[row].map(Double.init)
      let target = Double(targets[row])
      let loss = reference(z, target)
      #expect(abs(Double(result.losses[row]) - loss) < 1e-6 * max(1, loss), comment)
      for place in z.indices {
        var (up, down) = (z, z)
        up[place] += step
        down[place] -= step
        let slope = (reference(up, target) - reference(down, target)) / (2 * step)
        #expect(abs(Double(result.gradient[row][place]) - 0.3 * slope) < 4e-6, comment)
      }
    }
  }

  /// torch 2.13.0, float64: `cross_entropy(z, t, reduction="none")`, and the gradient of its sum.
  @Test func `cross-entropy is PyTorch's, and does not overflow`() {
    let z = Rows(width: 3, [-3, 0.5, 2.25, 40, -20, 39.5, 0.125, 0.125, 0.125, -100, 100, 3])
    let result = z.crossEntropy([2, 0, 1, 0], scale: 1, path: bestVectorPath())
    expectClose(result.losses, [0.164684824824351, 0.4740769841801067, 1.0986122886681098, 200])
    expectClose(
      result.gradient.flatMap(\.self),
      [
        0.004450740354589624, 0.1473882783930259, -0.15183901874761552, -0.3775406687981454,
        5.450571833009909e-27, 0.3775406687981454, 0.3333333333333333, -0.6666666666666667,
        0.3333333333333333, -1, 1, 0,
      ])
  }

  /// torch 2.13.0, float64: `binary_cross_entropy_with_logits(z, t, reduction="none")`, and the gradient of its sum.
  @Test func `the logistic loss is PyTorch's, exact to the last places for sure rows`() {
    let z = Rows(width: 1, [-100, -3, -0.25, 0, 0.5, 4, 60])
    let result = z.apply([0, 1, 0, 1, 1, 0, 1]) { bestVectorPath().kernels.logistic($0, $1, $2, 1, $3) }
    expectClose(
      result.losses,
      [
        0, 3.048587351573742, 0.5759394198788436, 0.6931471805599453, 0.4740769841801067, 4.0181499279178094,
        8.75651076269652e-27,
      ])
    expectClose(
      result.gradient.flatMap(\.self),
      [0, -0.9525741268224333, 0.43782349911420193, -0.5, -0.3775406687981454, 0.9820137900379085, 0])
    #expect(abs(Double(result.losses[6]) / 8.75651076269652e-27 - 1) < 1e-6)
  }

  /// torch 2.13.0: `huber_loss(z, t, reduction="none", delta=0.75)`, and the gradient of its sum.
  @Test func `Huber's loss is PyTorch's`() {
    let z = Rows(width: 1, [-3, -0.75, 0, 0.25, 0.5, 1, 5])
    let result = z.apply([0.5, -0.5, 0, 0, 1.5, 0, -2]) {
      bestVectorPath().kernels.huber($0, $1, $2, 0.75, 1, $3)
    }
    #expect(result.losses == [2.34375, 0.03125, 0, 0.03125, 0.46875, 0.46875, 4.96875])
    #expect(result.gradient.flatMap(\.self) == [-0.75, -0.25, 0, 0.25, -0.75, 0.75, 0.75])
  }

  @Test(arguments: [Float.nan, .infinity])
  func `a row that is not finite has no finite loss, and leaves the other rows alone`(value: Float) {
    let finite = Rows(width: 3, [1, 2, 3, 4, 5, 6])
    for path in VectorPath.runnable {
      for place in 0..<3 {
        var values: [Float] = [1, 2, 3, 4, 5, 6]
        values[place] = value
        let result = Rows(width: 3, values).crossEntropy([1, 1], scale: 1, path: path)
        #expect(!result.losses[0].isFinite && !result.gradient[0].allSatisfy { $0.isFinite })
        let expected = finite.crossEntropy([1, 1], scale: 1, path: path)
        #expect(result.losses[1] == expected.losses[1] && result.gradient[1] == expected.gradient[1])
      }
      let single = Rows(width: 1, [.nan])
      let kernels = path.kernels
      #expect(single.apply([1]) { kernels.logistic($0, $1, $2, 1, $3) }.losses[0].isNaN)
      #expect(single.apply([1]) { kernels.huber($0, $1, $2, 1, 1, $3) }.gradient[0][0].isNaN)
    }
  }
}

private func expectClose(_ values: [Float], _ expected: [Double]) {
  #expect(values.count == expected.count)
  #expect(zip(values, expected).allSatisfy { abs(Double($0) - $1) < 1.5e-7 * max(1, abs($1)) }, "\(values)")
}
