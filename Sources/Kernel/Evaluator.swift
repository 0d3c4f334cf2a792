/// Scores a model on rows, in chunks.
package struct Evaluator: ~Copyable {
  private let classes: Int
  private let ranks: Bool
  private var network: Network
  private let batch: Batch
  private let predictions: Predictions

  package init(shape: ModelShape, arithmetic: Arithmetic) throws(KernelError) {
    try shape.validate()
    let chunk = shape.evaluationChunk
    network = try Network(shape: shape.withoutDropout, capacity: chunk, arithmetic: arithmetic)
    batch = Batch(capacity: chunk, inputs: shape.inputs, arithmetic: arithmetic)
    predictions = Predictions(capacity: chunk)
    classes = shape.classes
    ranks = shape.ranks
  }

  /// The predicted class is the one with the largest output, the lowest of equals; of a logistic model it is
  /// 1 when the logit is above 0. A row with an output that is not finite counts as predicted 0 and makes
  /// `lossSum` NaN, so that it cannot pass unseen.
  /// - Parameter parameters: read where they lie.
  package mutating func evaluate(
    _ parameters: UnsafeBufferPointer<Float>, on examples: Examples
  ) throws(KernelError) -> Evaluation {
    try examples.check(against: network)
    guard parameters.count == network.parameterCount else {
      throw .parameters(expected: network.parameterCount, found: parameters.count)
    }
    // Never written to: a network writes to parameters in `backward` alone.
    network.parameters = UnsafeMutableBufferPointer(mutating: parameters)
    var evaluation = Evaluation(classes: classes)
    let end = examples.rows.upperBound
    for start in stride(from: examples.rows.lowerBound, to: end, by: network.capacity) {
      let places = start..<min(start + network.capacity, end)
      batch.fill(network, with: examples, at: places)
      network.forward(rows: places.count)
      count(examples.y, places, in: &evaluation)
      batch.addLosses(of: network, rows: places.count, scale: 1, to: &evaluation.lossSum)
    }
    return evaluation
  }

  private func count(_ y: UnsafeBufferPointer<Float>, _ places: Range<Int>, in evaluation: inout Evaluation) {
    let outputs = network.outputs.prefix(rows: places.count)
    evaluation.rows += places.count
    switch network.loss {
    case .crossEntropy: countClasses(outputs, y, places, in: &evaluation)
    case .logistic: countSides(outputs, y, places, in: &evaluation)
    case .squared, .huber:
      for (row, place) in places.enumerated() {
        evaluation.add(ErrorSums(prediction: outputs[row, 0], target: y[place]))
      }
    case .reconstruction: countReconstructions(outputs, y, places, in: &evaluation)
    }
  }

  private func countClasses(
    _ outputs: Matrix, _ y: UnsafeBufferPointer<Float>, _ places: Range<Int>, in evaluation: inout Evaluation
  ) {
    predictions.find(in: outputs)
    for (row, place) in places.enumerated() {
      evaluation.confusion[Int(y[place]) * classes + predictions.predicted(row)] += 1
      if !predictions.isFinite(row) { evaluation.lossSum = .nan }
      if ranks { evaluation.ranking.append(outputs[row, 1] - outputs[row, 0], isPositive: y[place] == 1) }
    }
  }

  private func countSides(
    _ outputs: Matrix, _ y: UnsafeBufferPointer<Float>, _ places: Range<Int>, in evaluation: inout Evaluation
  ) {
    for (row, place) in places.enumerated() {
      let logit = outputs[row, 0]
      evaluation.confusion[Int(y[place]) * 2 + (logit.isFinite && logit > 0 ? 1 : 0)] += 1
      if !logit.isFinite { evaluation.lossSum = .nan }
      evaluation.ranking.append(logit, isPositive: y[place] == 1)
    }
  }

  private func countReconstructions(
    _ outputs: Matrix, _ y: UnsafeBufferPointer<Float>, _ places: Range<Int>, in evaluation: inout Evaluation
  ) {
    for (row, place) in places.enumerated() {
      var sums = ErrorSums()
      for feature in 0..<outputs.columns {
        sums.add(ErrorSums(prediction: outputs[row, feature], target: network.features[row, feature]))
      }
      let mean = sums.divided(by: Double(outputs.columns))
      evaluation.add(mean)
      evaluation.ranking.append(Float(mean.squared), isPositive: y[place] == 1)
    }
  }
}

extension ModelShape {
  /// Rows that an evaluation takes through the model at once: many, so that weights are read seldom, but images are large.
  package var evaluationChunk: Int {
    let hasImages = layers.contains { layer in
      if case .convolution = layer { true } else { false }
    }
    return hasImages ? 32 : 256
  }
}
