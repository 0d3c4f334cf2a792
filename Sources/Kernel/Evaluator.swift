/// Scores a model on rows, in chunks of 256.
package struct Evaluator: ~Copyable {
  private static let chunk = 256
  private let network: Network
  private let batch = Batch(capacity: Evaluator.chunk)

  package init(shape: ModelShape, blas: BLAS) throws(KernelError) {
    network = try Network(shape: shape, capacity: Evaluator.chunk, blas: blas)
  }

  /// The predicted class is the one with the largest output, the lowest of equals; of a logistic model it is
  /// 1 when the logit is above 0. A row with an output that is not finite counts as predicted 0 and makes
  /// `lossSum` NaN, so that it cannot pass unseen.
  package mutating func evaluate(
    _ parameters: [Float], on examples: Examples
  ) throws(KernelError) -> Evaluation {
    try examples.check(against: network.shape)
    try network.load(parameters)
    var evaluation = Evaluation(classes: network.shape.classes)
    for start in stride(from: examples.rows.lowerBound, to: examples.rows.upperBound, by: Evaluator.chunk) {
      let places = start..<min(start + Evaluator.chunk, examples.rows.upperBound)
      batch.fill(network, with: examples, at: places)
      network.forward(rows: places.count)
      for (row, place) in places.enumerated() {
        count(network.output(row), target: examples.y[place], in: &evaluation)
      }
      batch.addLosses(of: network, rows: places.count, scale: 1, to: &evaluation.lossSum)
    }
    return evaluation
  }

  private func count(
    _ output: (class: Int, value: Float, isFinite: Bool), target: Float, in evaluation: inout Evaluation
  ) {
    evaluation.rows += 1
    if !output.isFinite { evaluation.lossSum = .nan }
    switch network.shape.loss {
    case .crossEntropy:
      evaluation.confusion[Int(target) * network.shape.outputs + output.class] += 1
    case .logistic:
      evaluation.confusion[Int(target) * 2 + (output.isFinite && output.value > 0 ? 1 : 0)] += 1
    case .squared:
      let error = Double(output.value) - Double(target)
      evaluation.squaredErrorSum += error * error
      evaluation.absoluteErrorSum += abs(error)
      evaluation.targetSum += Double(target)
      evaluation.targetSquareSum += Double(target) * Double(target)
    }
  }
}
