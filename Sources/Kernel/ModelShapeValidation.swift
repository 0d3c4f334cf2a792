/// Sides beyond these are mistakes or attacks; within them no count of a model overflows.
private enum Limit {
  /// Values of a row anywhere in the model.
  static let width = 1 << 22
  static let layers = 256
  static let parameters = 1 << 30
  static let memory = 1 << 32
}

extension ModelShape {
  /// - Throws: `shape` when the model cannot be built, however hostile its numbers are.
  package func validate() throws(KernelError) {
    guard 1...Limit.width ~= inputs, 1...Limit.layers ~= layers.count else { throw .shape(self) }
    var (width, parameters) = (inputs, 0)
    var before: Layer?
    for layer in layers {
      guard let next = layer.outputs(inputs: width, after: before) else { throw .shape(self) }
      parameters += layer.parameterCount(inputs: width)
      guard parameters <= Limit.parameters else { throw .shape(self) }
      (width, before) = (next, layer)
    }
    guard case .dense = before, loss.suits(inputs: inputs, outputs: width) else { throw .shape(self) }
  }

  /// - Parameter batch: the most rows that go through the model at once.
  /// - Throws: `shape`, or `memory` when the passes of such a batch need too much of it.
  package func validate(batch: Int) throws(KernelError) {
    try validate()
    guard batch <= Int(Int32.max) else { throw .tooManyRows(batch, limit: Int(Int32.max)) }
    let row = 2 * widths.reduce(0) { $0 + Scratch.padded($1 + 1) }
    let image = layers.reduce(0) { $0 + $1.floatsOfOneImage }
    let floats = parameterCount + batch * row + image
    guard floats <= Limit.memory else { throw .memory(floats: floats) }
  }
}

extension ModelShape.Layer {
  /// The values of a row after the layer; nil when it cannot follow these inputs or that layer.
  fileprivate func outputs(inputs: Int, after before: ModelShape.Layer?) -> Int? {
    switch self {
    case .dense(let outputs): 1...Limit.width ~= outputs ? outputs : nil
    case .activation: before?.canBeActivated == true ? inputs : nil
    case .dropout(let rate): rate >= 0 && rate < 1 ? inputs : nil
    case .convolution(let layer): layer.isValid && layer.input.count == inputs ? layer.output.count : nil
    case .pooling(let layer): layer.isValid && layer.input.count == inputs ? layer.output.count : nil
    }
  }

  /// Activations work in the place of what these compute; another activation or a dropout still needs its own
  /// output.
  private var canBeActivated: Bool {
    switch self {
    case .dense, .convolution, .pooling: true
    case .activation, .dropout: false
    }
  }

  /// What a convolution works with, image by image: floats, and as many indices.
  fileprivate var floatsOfOneImage: Int {
    guard case .convolution(let layer) = self else { return 0 }
    return 2 * layer.workingFloats
  }
}

extension ModelShape.Loss {
  fileprivate func suits(inputs: Int, outputs: Int) -> Bool {
    switch self {
    case .crossEntropy: outputs >= 2
    case .logistic, .squared: outputs == 1
    case .huber(let delta): outputs == 1 && delta > 0 && delta.isFinite
    case .reconstruction: outputs == inputs
    }
  }
}

extension ModelShape.ImageSize {
  fileprivate var isValid: Bool {
    let sides = [channels, height, width]
    guard sides.allSatisfy({ 1...Limit.width ~= $0 }) else { return false }
    return channels * height <= Limit.width && count <= Limit.width
  }
}

extension ModelShape.Convolution {
  fileprivate var isValid: Bool {
    guard input.isValid, 1...Limit.width ~= filters, 1...1024 ~= size, 1...Limit.width ~= stride,
      0..<size ~= padding, input.height + 2 * padding >= size, input.width + 2 * padding >= size
    else { return false }
    return input.channels * size * size <= Limit.parameters && output.isValid
  }
}

extension ModelShape.Pooling {
  fileprivate var isValid: Bool {
    input.isValid && 1...min(input.height, input.width) ~= size && 1...Limit.width ~= stride && output.isValid
  }
}
