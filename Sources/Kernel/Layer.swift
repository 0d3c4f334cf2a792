import Determinism

/// A layer of a network, with what memory it needs beside the signals before and after it.
enum Layer {
  case dense(Dense)
  case activation(ActivationLayer)
  case dropout(Dropout)
  case convolution(Convolution)
  case pooling(Pooling)

  init(
    _ layer: ModelShape.Layer, inputs: Int, capacity: Int, arithmetic: Arithmetic, scratch: inout Scratch
  ) {
    switch layer {
    case .dense(let outputs): self = .dense(Dense(inputs: inputs, outputs: outputs))
    case .activation(let function):
      self = .activation(ActivationLayer(function: function, kernels: arithmetic.kernels))
    case .dropout(let rate):
      self = .dropout(Dropout(rate: rate, width: inputs, capacity: capacity, scratch: &scratch))
    case .convolution(let shape):
      self = .convolution(Convolution(shape, arithmetic: arithmetic, scratch: &scratch))
    case .pooling(let shape):
      self = .pooling(Pooling(shape, capacity: capacity, arithmetic: arithmetic, scratch: &scratch))
    }
  }

  /// Whether the layer's output takes its input's place.
  var worksInPlace: Bool {
    if case .activation(let layer) = self { ActivationLayer.worksInPlace(layer.function) } else { false }
  }

  /// Computes the first `rows` rows after the layer from those before it.
  /// - Parameter draws: what dropout takes its numbers from.
  @inline(__always)
  func forward(
    _ input: Signal, into output: Signal, rows: Int, weights: UnsafeMutablePointer<Float>,
    draws: inout RandomStream, arithmetic: borrowing Arithmetic
  ) {
    switch self {
    case .dense(let layer):
      layer.forward(
        input.valuesAndOnes(rows: rows), weights: weights, into: output.values(rows: rows),
        arithmetic: arithmetic)
    case .activation(let layer):
      layer.forward(input.valuesAndOnes(rows: rows), into: output.valuesAndOnes(rows: rows))
    case .dropout(let layer):
      layer.forward(input.valuesAndOnes(rows: rows), into: output.valuesAndOnes(rows: rows), draws: &draws)
    case .convolution(let layer):
      layer.forward(input.values(rows: rows), weights: weights, into: output.values(rows: rows))
    case .pooling(let layer): layer.forward(input.values(rows: rows), into: output.values(rows: rows))
    }
  }

  /// Takes the loss's gradient after the layer to `inputGradient`, if someone asks for it, and to the target
  /// of the layer's own parameters.
  @inline(__always)
  func backward(
    _ output: Signal, input: Signal, rows: Int, weights: UnsafeMutablePointer<Float>,
    into target: UnsafeMutablePointer<Float>, accumulate: Bool, inputGradient: Matrix?,
    arithmetic: borrowing Arithmetic
  ) {
    let gradient = output.gradient(rows: rows)
    switch self {
    case .dense(let layer):
      layer.backward(
        gradient, input: input.valuesAndOnes(rows: rows), weights: weights, into: target,
        accumulate: accumulate, inputGradient: inputGradient, arithmetic: arithmetic)
    case .convolution(let layer):
      layer.backward(
        gradient, input: input.values(rows: rows), weights: weights, into: target, accumulate: accumulate,
        inputGradient: inputGradient)
    case .activation(let layer):
      if let inputGradient {
        layer.backward(gradient, input: input.valuesAndOnes(rows: rows), into: inputGradient)
      }
    case .dropout(let layer): if let inputGradient { layer.backward(gradient, into: inputGradient) }
    case .pooling(let layer): if let inputGradient { layer.backward(gradient, into: inputGradient) }
    }
  }
}
