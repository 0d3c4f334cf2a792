import Glibc

@testable import Kernel

/// A model in plain double precision, written to be obviously right.
struct ReferenceNetwork {
  let shape: ModelShape

  /// The mean loss of the rows.
  func loss(_ parameters: [Double], _ samples: Samples) -> Double {
    let losses = samples.y.indices.map { row in
      let features = samples.x[row * shape.inputs..<(row + 1) * shape.inputs].map(Double.init)
      return loss(of: outputs(parameters, features), features: features, target: Double(samples.y[row]))
    }
    return losses.reduce(0, +) / Double(losses.count)
  }

  /// The derivative of the mean loss along one parameter, by central differences.
  func slope(_ parameters: [Double], _ samples: Samples, at index: Int) -> Double {
    let step = 1e-6
    var (up, down) = (parameters, parameters)
    up[index] += step
    down[index] -= step
    return (loss(up, samples) - loss(down, samples)) / (2 * step)
  }

  /// Of one row, without dropout.
  func outputs(_ parameters: [Double], _ features: [Double]) -> [Double] {
    var values = features
    var left = parameters[...]
    for layer in shape.layers {
      let weights = Array(left.prefix(layer.parameterCount(inputs: values.count)))
      left = left.dropFirst(weights.count)
      switch layer {
      case .dense(let outputs): values = dense(values, weights, outputs)
      case .activation(let function): values = values.map { apply(function, $0) }
      case .dropout: break
      case .convolution(let convolution): values = convolve(values, weights, convolution)
      case .pooling(let pooling): values = pool(values, pooling)
      }
    }
    return values
  }

  private func dense(_ values: [Double], _ weights: [Double], _ outputs: Int) -> [Double] {
    (0..<outputs).map { column in
      values.indices.reduce(weights[values.count * outputs + column]) {
        $0 + values[$1] * weights[$1 * outputs + column]
      }
    }
  }

  private func apply(_ function: ModelShape.Activation, _ z: Double) -> Double {
    switch function {
    case .relu: max(z, 0)
    case .tanh: tanh(z)
    case .gelu: z / 2 * (1 + erf(z / 2.0.squareRoot()))
    }
  }

  private func convolve(_ image: [Double], _ weights: [Double], _ layer: ModelShape.Convolution) -> [Double] {
    let (input, output, taps) = (layer.input, layer.output, layer.input.channels * layer.size * layer.size)
    var result: [Double] = []
    for filter in 0..<layer.filters {
      for top in 0..<output.height {
        for left in 0..<output.width {
          var sum = weights[layer.filters * taps + filter]
          for tap in 0..<taps {
            let y = top * layer.stride + tap / layer.size % layer.size - layer.padding
            let x = left * layer.stride + tap % layer.size - layer.padding
            guard 0..<input.height ~= y, 0..<input.width ~= x else { continue }
            let channel = tap / (layer.size * layer.size)
            sum += weights[filter * taps + tap] * image[(channel * input.height + y) * input.width + x]
          }
          result.append(sum)
        }
      }
    }
    return result
  }

  private func pool(_ image: [Double], _ layer: ModelShape.Pooling) -> [Double] {
    let (input, output) = (layer.input, layer.output)
    return (0..<output.count).map { index in
      let (left, top) = (
        index % output.width * layer.stride, index / output.width % output.height * layer.stride
      )
      let channel = index / (output.width * output.height)
      let window = (0..<layer.size * layer.size).map { place in
        image[
          (channel * input.height + top + place / layer.size) * input.width + left + place % layer.size]
      }
      return layer.kind == .max ? window.max() ?? 0 : window.reduce(0, +) / Double(window.count)
    }
  }

  private func loss(of outputs: [Double], features: [Double], target: Double) -> Double {
    switch shape.loss {
    case .crossEntropy: return log(outputs.reduce(0) { $0 + exp($1) }) - outputs[Int(target)]
    case .logistic: return log(1 + exp(outputs[0])) - outputs[0] * target
    case .squared: return (outputs[0] - target) * (outputs[0] - target) / 2
    case .huber(let delta):
      let (size, delta) = (abs(outputs[0] - target), Double(delta))
      return size <= delta ? size * size / 2 : delta * (size - delta / 2)
    case .reconstruction:
      return zip(outputs, features).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        / Double(2 * features.count)
    }
  }
}
