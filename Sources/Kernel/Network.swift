/// A model's parameters with the memory for the forward and backward passes of up to `capacity` rows.
///
/// A layer is one matrix [(in + 1) × out] whose last row is the biases, as ``ModelShape`` lays them out;
/// every layer's input therefore carries a last column of ones. The outputs lie class by class, so that the
/// losses work on eight rows at once and never across a row.
struct Network: ~Copyable {
  let shape: ModelShape
  let capacity: Int
  /// All parameters, flat.
  let parameters: UnsafeMutableBufferPointer<Float>
  /// [outputs × capacity]: what `forward` computes, and what the loss replaces by its gradient.
  let outputs: Matrix
  private let blas: BLAS
  private let layers: [Layer]
  private var scratch = Scratch()

  private struct Layer {
    /// [(in + 1) × out], in `parameters`.
    let weights: Matrix
    /// [capacity × (in + 1)], with ones in the last column.
    let input: Matrix
    /// [capacity × in] the loss's gradient with respect to the input.
    let inputGradient: Matrix
    /// Where the layer begins in the flat parameters.
    let offset: Int
  }

  init(shape: ModelShape, capacity: Int, blas: BLAS) throws(KernelError) {
    try shape.validate(batch: capacity)
    self.shape = shape
    self.capacity = capacity
    self.blas = blas
    parameters = scratch.floats(shape.parameterCount)
    outputs = scratch.matrix(rows: shape.outputs, columns: capacity)
    var layers: [Layer] = []
    var offset = 0
    for (from, to) in zip(shape.widths, shape.widths.dropFirst()) {
      let count = (from + 1) * to
      let memory = UnsafeMutableBufferPointer(rebasing: parameters[offset..<offset + count])
      let input = scratch.matrix(rows: capacity, columns: from + 1)
      for row in 0..<capacity { input.base[row * input.stride + from] = 1 }
      layers.append(
        Layer(
          weights: Matrix(memory, rows: from + 1, columns: to, stride: to), input: input,
          inputGradient: scratch.matrix(rows: layers.isEmpty ? 0 : capacity, columns: from + 1),
          offset: offset))
      offset += count
    }
    self.layers = layers
  }

  /// - Throws: `parameters` when the count is not the shape's.
  func load(_ values: [Float]) throws(KernelError) {
    guard values.count == parameters.count else {
      throw .parameters(expected: parameters.count, found: values.count)
    }
    _ = parameters.update(from: values)
  }

  /// Copies a row of features, one of those that lie row-major in `x`, to the input's row `place`.
  @inline(__always)
  func setInput(_ place: Int, from x: UnsafeBufferPointer<Float>, row: Int) {
    let input = layers[0].input
    precondition(place < capacity && row >= 0 && (row + 1) * shape.inputs <= x.count)
    guard let features = x.baseAddress else { return }
    (input.base + place * input.stride).update(from: features + row * shape.inputs, count: shape.inputs)
  }

  /// Computes the outputs of the first `rows` inputs.
  func forward(rows: Int) {
    let last = layers.count - 1
    for index in 0..<last {
      let layer = layers[index]
      let output = layers[index + 1].input.prefix(rows: rows)
      blas.multiply(
        layer.input.prefix(rows: rows), layer.weights, into: output.prefix(columns: layer.weights.columns))
      shape.activation.apply(to: output)
    }
    let layer = layers[last]
    blas.multiply(
      layer.weights.transposed, layer.input.prefix(rows: rows).transposed, into: outputs.prefix(columns: rows)
    )
  }

  /// A row's largest output after `forward`: the lowest class of equals, and class 0 when any is not finite.
  func output(_ row: Int) -> (class: Int, value: Float, isFinite: Bool) {
    precondition(row < capacity)
    var best = (class: 0, value: outputs.base[row], isFinite: outputs.base[row].isFinite)
    for candidate in stride(from: 1, to: shape.outputs, by: 1) {
      let value = outputs.base[candidate * outputs.stride + row]
      if !value.isFinite { best.isFinite = false }
      if value > best.value { (best.class, best.value) = (candidate, value) }
    }
    if !best.isFinite { best.class = 0 }
    return best
  }

  /// Takes the loss's gradient from `outputs` back through the layers: target ← alpha·gradient + beta·target.
  /// The target has the parameters' layout: they themselves (a step of plain descent), or a velocity.
  func backward(rows: Int, into target: UnsafeMutableBufferPointer<Float>, alpha: Float, beta: Float) {
    precondition(target.count == parameters.count)
    var delta = outputs.prefix(columns: rows).transposed
    for index in stride(from: layers.count - 1, through: 0, by: -1) {
      let layer = layers[index]
      let weights = layer.weights
      let width = weights.rows - 1
      let inputGradient = layer.inputGradient.prefix(rows: index == 0 ? 0 : rows, columns: width)
      // The gradient passes through the weights as they were, so this comes before they change.
      if index > 0 { blas.multiply(delta, weights.prefix(rows: width).transposed, into: inputGradient) }
      let memory = UnsafeMutableBufferPointer(
        rebasing: target[layer.offset..<layer.offset + weights.rows * weights.columns])
      blas.multiply(
        layer.input.prefix(rows: rows).transposed, delta, alpha: alpha, beta: beta,
        into: Matrix(memory, rows: weights.rows, columns: weights.columns, stride: weights.columns))
      guard index > 0 else { return }
      shape.activation.multiplyDerivative(of: layer.input.prefix(rows: rows), into: inputGradient)
      delta = inputGradient
    }
  }
}
