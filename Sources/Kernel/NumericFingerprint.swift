import CKernel
package import Determinism

/// The digest of what the kernel computes from fixed numbers: products over many shapes, the elementary
/// functions, and the training of small models of every kind. Two workers whose fingerprints agree compute,
/// as far as these shapes tell, the same bits.
package func numericFingerprint(arithmetic: Arithmetic) -> Digest {
  var hash = SHA256()
  let numbers = FingerprintNumbers()
  let results =
    [elementaryTable(arithmetic)] + productShapes.map { product($0, numbers, arithmetic) }
    + modelShapes.enumerated().map { trained($1, by: recipes[$0 % recipes.count], numbers, arithmetic) }
  for floats in results { floats.withUnsafeBytes { hash.update($0) } }
  return hash.finalize()
}

/// exp, log, tanh and erf of 1,024 numbers each, over all that the training asks of them.
private func elementaryTable(_ arithmetic: Arithmetic) -> [Float] {
  typealias Function = (UnsafePointer<Float>, UnsafeMutablePointer<Float>, Int) -> Void
  let kernels = arithmetic.kernels.pointee
  let functions: [(Function, step: Float, start: Float)] = [
    (kernels.exponentials, 0.171875, -88), (kernels.logarithms, 0.0625, 0.01), (kernels.tangents, 0.02, -10),
    (kernels.errorFunctions, 0.01, -5),
  ]
  return functions.flatMap { function, step, start in
    let arguments = (0..<1024).map { Float($0) * step + start }
    var values = arguments
    function(arguments, &values, values.count)
    return values
  }
}

/// Numbers in [-1, 1) that are the same everywhere, taken in a circle.
private struct FingerprintNumbers {
  private let numbers: [Float]

  init() {
    var stream = RandomStream(seed: 0, purpose: .fingerprint)
    numbers = (0..<4096).map { _ in Float(2 * stream.uniform() - 1) }
  }

  func prefix(_ count: Int, from start: Int) -> [Float] {
    (start..<start + count).map { numbers[$0 & (numbers.count - 1)] }
  }
}

/// Sides around the block sizes of the usual kernels, and at the end products so large that a BLAS computes
/// them.
private let productShapes: [(m: Int, n: Int, k: Int)] = [
  (1, 1, 1), (1, 10, 64), (3, 2, 5), (8, 8, 8), (10, 32, 65), (16, 1, 31), (17, 33, 9), (32, 10, 65),
  (65, 10, 32), (24, 48, 129), (10, 200, 201), (129, 127, 130),
]

/// The product with each side stored as it is and transposed, added up.
private func product(
  _ shape: (m: Int, n: Int, k: Int), _ numbers: FingerprintNumbers, _ arithmetic: Arithmetic
) -> [Float] {
  var scratch = Scratch()
  let left = numbers.prefix(shape.m * shape.k, from: 0)
  let right = numbers.prefix(shape.k * shape.n, from: 1021)
  let c = scratch.matrix(rows: shape.m, columns: shape.n)
  for (turnLeft, turnRight) in [(false, false), (false, true), (true, false), (true, true)] {
    let a = scratch.matrix(rows: shape.m, columns: shape.k, values: left, transposed: turnLeft)
    let b = scratch.matrix(rows: shape.k, columns: shape.n, values: right, transposed: turnRight)
    arithmetic.multiply(a, b, into: c, accumulate: true)
  }
  return c.values
}

private let modelShapes: [ModelShape] = [
  ModelShape(inputs: 64, hidden: [], outputs: 10, activation: .relu, loss: .crossEntropy),
  ModelShape(inputs: 13, hidden: [32, 16], outputs: 3, activation: .relu, loss: .crossEntropy),
  ModelShape(inputs: 7, hidden: [9], outputs: 2, activation: .tanh, loss: .crossEntropy),
  ModelShape(inputs: 9, hidden: [20], outputs: 4, activation: .gelu, dropout: 0.25, loss: .crossEntropy),
  ModelShape(inputs: 30, hidden: [], outputs: 1, activation: .relu, loss: .logistic),
  ModelShape(inputs: 30, hidden: [17], outputs: 1, activation: .tanh, loss: .logistic),
  ModelShape(inputs: 10, hidden: [], outputs: 1, activation: .relu, loss: .squared),
  ModelShape(inputs: 5, hidden: [6, 5], outputs: 1, activation: .tanh, loss: .huber(delta: 0.5)),
  ModelShape(inputs: 19, hidden: [7, 3, 7], outputs: 19, activation: .tanh, loss: .reconstruction),
  imageShape,
]

/// Both poolings, two convolutions, and sides that windows do not fill.
private let imageShape: ModelShape = {
  let first = ModelShape.Convolution(
    input: ModelShape.ImageSize(channels: 2, height: 9, width: 11), filters: 5, size: 3, padding: 1)
  let pooling = ModelShape.Pooling(kind: .max, input: first.output, size: 2, stride: 2)
  let second = ModelShape.Convolution(input: pooling.output, filters: 6, size: 2, stride: 2)
  let average = ModelShape.Pooling(kind: .average, input: second.output, size: 2, stride: 1)
  return ModelShape(
    inputs: first.input.count,
    layers: [
      .convolution(first), .activation(.relu), .pooling(pooling), .convolution(second), .activation(.relu),
      .pooling(average), .dense(outputs: 3),
    ], loss: .crossEntropy)
}()

private let recipes = [
  TrainingRecipe(learningRate: 0.1, epochs: 1, batchSize: 8, shuffle: true),
  TrainingRecipe(
    optimizer: .sgd(momentum: 0.9, nesterov: true), learningRate: 0.05, weightDecay: 0.01, clipNorm: 1,
    epochs: 1,
    batchSize: 10, shuffle: true),
  TrainingRecipe(
    optimizer: .adamw(beta1: 0.9, beta2: 0.999, epsilon: 1e-8), learningRate: 0.01, weightDecay: 0.1,
    epochs: 1,
    batchSize: 10, shuffle: true),
]

/// The update of three steps on 23 rows, the last batch short.
private func trained(
  _ shape: ModelShape, by recipe: TrainingRecipe, _ numbers: FingerprintNumbers, _ arithmetic: Arithmetic
) -> [Float] {
  let classes = shape.targetClasses
  let y = (0..<23).map { Float($0 % (classes > 0 ? classes : 5)) }
  let x = numbers.prefix(23 * shape.inputs, from: 7)
  let global = initialParameters(shape, seed: 0)
  do {
    var trainer = try LocalTrainer(shape: shape, recipe: recipe, arithmetic: arithmetic, maximumRows: 23)
    try x.withUnsafeBufferPointer { x in
      try y.withUnsafeBufferPointer { y in
        try global.withUnsafeBufferPointer { global in
          let examples = Examples(x: x, y: y, rows: y.indices)
          _ = try trainer.train(global: global, on: examples, seed: 0, round: 1, client: 0)
        }
      }
    }
    return Array(trainer.update)
  } catch {
    preconditionFailure("a fingerprint's own model was refused: \(error)")
  }
}
