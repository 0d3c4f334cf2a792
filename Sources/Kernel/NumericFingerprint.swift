package import Determinism

/// The digest of what the kernel computes from fixed numbers: products over many shapes, the elementary
/// functions, and the training of small models with every loss and activation. Two workers whose fingerprints
/// agree compute, as far as these shapes tell, the same bits.
package func numericFingerprint(blas: BLAS) -> Digest {
  var hash = SHA256()
  let numbers = FingerprintNumbers()
  let results =
    [elementaryTable()] + productShapes.map { product($0, numbers, blas) }
    + modelShapes.map { trained($0, numbers, blas) }
  for floats in results { floats.withUnsafeBytes { hash.update($0) } }
  return hash.finalize()
}

/// exp, log and tanh of 1,024 numbers each, over all that the training asks of them.
func elementaryTable() -> [Float] {
  let steps = stride(from: 0, to: 1024, by: Lanes.width).map { start in
    Lanes((0..<Lanes.width).map { Float(start + $0) })
  }
  let values = steps.flatMap { step in
    [
      Elementary.exp(step * 0.171875 - 88), Elementary.log(step * 0.0625 + 0.01),
      Elementary.tanh(step * 0.02 - 10),
    ]
  }
  return values.flatMap { lanes in lanes.indices.map { lanes[$0] } }
}

/// Numbers in [-1, 1) that are the same everywhere, taken in a circle.
private struct FingerprintNumbers {
  private let numbers: [Float]

  init() {
    var stream = RandomStream(seed: 0, purpose: .fingerprint)
    numbers = (0..<4096).map { _ in Float(2 * stream.uniform() - 1) }
  }

  func prefix(_ count: Int, from start: Int) -> [Float] {
    (start..<start + count).map { numbers[$0 % numbers.count] }
  }
}

/// Sides around the block sizes of the usual kernels, and one product that needs several blocks.
private let productShapes: [(m: Int, n: Int, k: Int)] = [
  (1, 1, 1), (1, 10, 64), (3, 2, 5), (8, 8, 8), (10, 32, 65), (16, 1, 31), (17, 33, 9), (32, 10, 65),
  (65, 10, 32), (24, 48, 129), (10, 200, 201), (67, 71, 400),
]

/// The product with each side stored as it is and transposed, added up.
private func product(
  _ shape: (m: Int, n: Int, k: Int), _ numbers: FingerprintNumbers, _ blas: BLAS
) -> [Float] {
  var scratch = Scratch()
  let left = numbers.prefix(shape.m * shape.k, from: 0)
  let right = numbers.prefix(shape.k * shape.n, from: 1021)
  let c = scratch.matrix(rows: shape.m, columns: shape.n)
  for (turnLeft, turnRight) in [(false, false), (false, true), (true, false), (true, true)] {
    let a = scratch.matrix(rows: shape.m, columns: shape.k, values: left, transposed: turnLeft)
    let b = scratch.matrix(rows: shape.k, columns: shape.n, values: right, transposed: turnRight)
    blas.multiply(a, b, alpha: 0.75, beta: 0.5, into: c)
  }
  return c.values
}

private let modelShapes: [ModelShape] = [
  ModelShape(inputs: 64, hidden: [], outputs: 10, activation: .relu, loss: .crossEntropy),
  ModelShape(inputs: 13, hidden: [32, 16], outputs: 3, activation: .relu, loss: .crossEntropy),
  ModelShape(inputs: 7, hidden: [9], outputs: 2, activation: .tanh, loss: .crossEntropy),
  ModelShape(inputs: 30, hidden: [], outputs: 1, activation: .relu, loss: .logistic),
  ModelShape(inputs: 30, hidden: [17], outputs: 1, activation: .tanh, loss: .logistic),
  ModelShape(inputs: 10, hidden: [], outputs: 1, activation: .relu, loss: .squared),
  ModelShape(inputs: 5, hidden: [6, 5], outputs: 1, activation: .tanh, loss: .squared),
]

/// The updates of a few steps on 23 rows, the last batch short: by plain descent, and with momentum and decay.
private func trained(_ shape: ModelShape, _ numbers: FingerprintNumbers, _ blas: BLAS) -> [Float] {
  let y = (0..<23).map { Float($0 % (shape.classes > 0 ? shape.classes : 5)) }
  let examples = Examples(x: numbers.prefix(23 * shape.inputs, from: 7), y: y)
  let recipes = [
    TrainingRecipe(learningRate: 0.1, epochs: 2, batchSize: 8, shuffle: true),
    TrainingRecipe(
      learningRate: 0.05, momentum: 0.9, weightDecay: 0.01, epochs: 2, batchSize: 10, shuffle: true),
  ]
  do {
    return try recipes.flatMap { recipe in
      var trainer = try LocalTrainer(shape: shape, recipe: recipe, blas: blas, maximumRows: 23)
      let global = initialParameters(shape, seed: 0)
      return try trainer.train(global: global, on: examples, seed: 0, round: 1, client: 0).update
    }
  } catch {
    preconditionFailure("a fingerprint's own model was refused: \(error)")
  }
}
