import Determinism

/// What a model says of some rows whose truth nobody need know.
package struct Predicted: Sendable, Equatable {
  /// [rows] the class as an ``Evaluator`` counts it; empty for a model without classes.
  package var classes: [Int] = []
  /// [rows × scores of a row]: each class's probability, the number predicted, or the mean squared error of the
  /// row's reconstruction.
  package var scores: [Float] = []

  package init(classes: [Int] = [], scores: [Float] = []) {
    self.classes = classes
    self.scores = scores
  }
}

/// Predicts rows in chunks. In portable arithmetic a row's bits depend on no other row, and are those that an
/// evaluation of the row counts.
package struct Inference: ~Copyable {
  private let shape: ModelShape
  private var network: Network
  private let predictions: Predictions

  /// - Throws: `shape` or `memory` for a model that cannot be built.
  package init(shape: ModelShape, arithmetic: Arithmetic = .portable()) throws(KernelError) {
    try shape.validate()
    let chunk = shape.evaluationChunk
    network = try Network(shape: shape.withoutDropout, capacity: chunk, arithmetic: arithmetic)
    self.shape = shape
    predictions = Predictions(capacity: chunk)
  }

  /// - Parameters:
  ///   - parameters: read where they lie.
  ///   - x: [rows × inputs], scaled as in training.
  package mutating func predict(
    _ parameters: UnsafeBufferPointer<Float>, _ x: UnsafeBufferPointer<Float>
  ) throws(KernelError) -> Predicted {
    guard parameters.count == network.parameterCount else {
      throw .parameters(expected: network.parameterCount, found: parameters.count)
    }
    guard x.count.isMultiple(of: shape.inputs) else {
      throw .features(expected: (x.count / shape.inputs + 1) * shape.inputs, found: x.count)
    }
    // Never written to: a network writes to parameters in `backward` alone.
    network.parameters = UnsafeMutableBufferPointer(mutating: parameters)
    let rows = x.count / shape.inputs
    var predicted = Predicted()
    predicted.scores.reserveCapacity(rows * shape.scores)
    for start in stride(from: 0, to: rows, by: network.capacity) {
      let count = min(network.capacity, rows - start)
      load(x, from: start, count: count)
      network.forward(rows: count)
      read(network.outputs.prefix(rows: count), into: &predicted)
    }
    return predicted
  }

  private func load(_ x: UnsafeBufferPointer<Float>, from start: Int, count: Int) {
    guard let base = x.baseAddress else { return }
    let features = network.features
    for row in 0..<count {
      (features.base + row * features.stride).update(
        from: base + (start + row) * features.columns, count: features.columns)
    }
  }

  private func read(_ outputs: Matrix, into predicted: inout Predicted) {
    switch network.loss {
    case .crossEntropy:
      predictions.find(in: outputs)
      for row in 0..<outputs.rows {
        predicted.classes.append(predictions.predicted(row))
        predicted.scores += softmax(of: outputs, row: row)
      }
    case .logistic:
      for row in 0..<outputs.rows {
        let logit = outputs[row, 0]
        predicted.classes.append(logit.isFinite && logit > 0 ? 1 : 0)
        predicted.scores += [sigmoid(-logit), sigmoid(logit)]
      }
    case .squared, .huber:
      for row in 0..<outputs.rows { predicted.scores.append(outputs[row, 0]) }
    case .reconstruction:
      for row in 0..<outputs.rows { predicted.scores.append(error(of: outputs, row: row)) }
    }
  }

  /// As an evaluation ranks the row.
  private func error(of outputs: Matrix, row: Int) -> Float {
    var sum = 0.0
    for feature in 0..<outputs.columns {
      let error = Double(outputs[row, feature]) - Double(network.features[row, feature])
      sum += error * error
    }
    return Float(sum / Double(outputs.columns))
  }
}

/// exp(z) / Σ exp(z), each step in double precision and rounded once, with the largest taken out so that nothing overflows.
private func softmax(of outputs: Matrix, row: Int) -> [Float] {
  var largest = -Double.infinity
  for output in 0..<outputs.columns { largest = max(largest, Double(outputs[row, output])) }
  let powers = (0..<outputs.columns).map { Elementary.exp(Double(outputs[row, $0]) - largest) }
  let sum = powers.reduce(0, +)
  return powers.map { Float($0 / sum) }
}

private func sigmoid(_ z: Float) -> Float { Float(1 / (1 + Elementary.exp(-Double(z)))) }

extension ModelShape {
  /// How many scores a prediction of a row has.
  package var scores: Int { max(classes, 1) }
}
