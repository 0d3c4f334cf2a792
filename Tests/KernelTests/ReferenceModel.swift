import Glibc

@testable import Kernel

/// A model in plain double precision, written to be obviously right: the mean loss of some rows.
struct ReferenceModel {
  let shape: ModelShape

  func loss(_ parameters: [Double], _ examples: Examples) -> Double {
    let losses = examples.rows.map { row in
      let features = examples.x[row * shape.inputs..<(row + 1) * shape.inputs].map(Double.init)
      return loss(of: outputs(parameters, features), target: Double(examples.y[row]))
    }
    return losses.reduce(0, +) / Double(losses.count)
  }

  /// The gradient of the mean loss, by central differences.
  func gradient(_ parameters: [Double], _ examples: Examples) -> [Double] {
    let step = 1e-6
    return parameters.indices.map { index in
      var (up, down) = (parameters, parameters)
      up[index] += step
      down[index] -= step
      return (loss(up, examples) - loss(down, examples)) / (2 * step)
    }
  }

  private func outputs(_ parameters: [Double], _ features: [Double]) -> [Double] {
    var values = features
    var offset = 0
    for (layer, (from, to)) in zip(shape.widths, shape.widths.dropFirst()).enumerated() {
      let next = (0..<to).map { column in
        (0..<from).reduce(parameters[offset + from * to + column]) {
          $0 + values[$1] * parameters[offset + $1 * to + column]
        }
      }
      offset += (from + 1) * to
      values =
        layer == shape.hidden.count ? next : next.map { shape.activation == .relu ? max($0, 0) : tanh($0) }
    }
    return values
  }

  private func loss(of outputs: [Double], target: Double) -> Double {
    switch shape.loss {
    case .crossEntropy: log(outputs.reduce(0) { $0 + exp($1) }) - outputs[Int(target)]
    case .logistic: log(1 + exp(outputs[0])) - outputs[0] * target
    case .squared: (outputs[0] - target) * (outputs[0] - target) / 2
    }
  }
}
