import Determinism

/// A chain of layers with the memory for the forward and backward passes of up to `capacity` rows, over
/// parameters that lie elsewhere.
struct Network: ~Copyable {
  let capacity: Int
  let parameterCount: Int
  /// Classes that a row's target can be: 0 when it is any number.
  let targetClasses: Int
  let loss: ModelShape.Loss
  /// All parameters, flat, as ``ModelShape`` lays them out. Whoever sets them keeps them alive.
  var parameters = UnsafeMutableBufferPointer<Float>(start: nil, count: 0)
  /// What dropout takes its numbers from, row by row and layer by layer.
  var draws = RandomStream(seed: 0, purpose: .dropout)
  private let layers: [Layer]
  /// Before the first layer, and after each; a layer that works in place has the same on both sides.
  private let signals: [Signal]
  /// Where each layer's parameters begin.
  private let offsets: [Int]
  /// The first layer with parameters: before it no gradient is needed.
  private let first: Int
  private let arithmetic: Arithmetic
  private let scratch: Scratch

  /// - Throws: `shape`, `tooManyRows` or `memory`.
  init(shape: ModelShape, capacity: Int, arithmetic: Arithmetic) throws(KernelError) {
    try shape.validate(batch: capacity)
    let widths = shape.widths
    let counts = zip(shape.layers, widths).map { $0.parameterCount(inputs: $1) }
    var scratch = Scratch()
    layers = zip(shape.layers, widths).map { layer, inputs in
      Layer(layer, inputs: inputs, capacity: capacity, arithmetic: arithmetic, scratch: &scratch)
    }
    signals = Network.signals(of: layers, shape, capacity, &scratch)
    offsets = counts.indices.map { counts[..<$0].reduce(0, +) }
    first = counts.firstIndex { $0 > 0 } ?? 0
    self.capacity = capacity
    parameterCount = shape.parameterCount
    targetClasses = shape.targetClasses
    loss = shape.loss
    self.arithmetic = arithmetic
    self.scratch = scratch
  }

  private static func signals(
    of layers: [Layer], _ shape: ModelShape, _ capacity: Int, _ scratch: inout Scratch
  ) -> [Signal] {
    var signals = [Signal(width: shape.inputs, capacity: capacity, scratch: &scratch)]
    for (layer, width) in zip(layers.dropLast(), shape.widths.dropFirst()) {
      signals.append(
        layer.worksInPlace
          ? signals[signals.count - 1] : Signal(width: width, capacity: capacity, scratch: &scratch))
    }
    return signals + [Signal(outputs: shape.outputs, of: shape.loss, capacity: capacity, scratch: &scratch)]
  }

  /// Features of a row.
  var inputs: Int { signals[0].width }

  /// [capacity × inputs] the features of the rows.
  var features: Matrix { signals[0].values(rows: capacity) }

  /// [capacity × outputs], output by output unless the loss is a reconstruction's: what `forward` computes,
  /// and what the loss replaces by its gradient.
  var outputs: Matrix { signals[layers.count].values }

  /// Computes the outputs of the first `rows` rows.
  mutating func forward(rows: Int) {
    let weights = weights()
    for index in 0..<layers.count {
      layers[index].forward(
        signals[index], into: signals[index + 1], rows: rows, weights: weights + offsets[index],
        draws: &draws, arithmetic: arithmetic)
    }
  }

  /// Takes the loss's gradient from `outputs` back through the layers: target ← gradient, or target +
  /// gradient when accumulating. The target has the parameters' layout; it may be the parameters themselves,
  /// which is a step of plain descent when the loss's gradient was scaled by minus the learning rate.
  func backward(rows: Int, into target: UnsafeMutableBufferPointer<Float>, accumulate: Bool) {
    precondition(target.count == parameterCount)
    guard let target = target.baseAddress else { return }
    let weights = weights()
    for index in stride(from: layers.count - 1, through: first, by: -1) {
      layers[index].backward(
        signals[index + 1], input: signals[index], rows: rows, weights: weights + offsets[index],
        into: target + offsets[index], accumulate: accumulate,
        inputGradient: index > first ? signals[index].gradient(rows: rows) : nil, arithmetic: arithmetic)
    }
  }

  @inline(__always)
  private func weights() -> UnsafeMutablePointer<Float> {
    guard parameters.count == parameterCount, let weights = parameters.baseAddress else {
      preconditionFailure("the parameters were not set")
    }
    return weights
  }
}
