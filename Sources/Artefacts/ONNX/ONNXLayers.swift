import Kernel

extension ONNXGraph {
  /// What stands between two layers.
  struct Signal {
    var name: String
    /// Whether rows are images [batch, channels, height, width]; else they are flat, in the same order.
    var isImage = false
  }

  /// The layers from the rows on.
  /// - Parameter tensors: the model's; each layer takes its own by name.
  mutating func add(_ shape: ModelShape, _ tensors: [Tensor], to rows: String) -> String {
    for tensor in tensors { _ = constant(tensor.name, Array(tensor.values), shape: tensor.shape) }
    var signal = Signal(name: rows)
    for (index, layer) in shape.layers.enumerated() { add(layer, "layers.\(index)", to: &signal) }
    return signal.name
  }

  private mutating func add(_ layer: ModelShape.Layer, _ name: String, to signal: inout Signal) {
    let parameters = [name + ".weight", name + ".bias"]
    switch layer {
    case .dense:
      if signal.isImage {
        signal = Signal(name: add("Flatten", [signal.name], to: name + ".flat", [("axis", .integer(1))]))
      }
      signal.name = add("Gemm", [signal.name] + parameters, to: name)
    case .activation(let function): signal.name = add(function, name, to: signal.name)
    case .dropout: break
    case .convolution(let layer):
      makeImage(layer.input, name, &signal)
      let (size, stride, padding) = (layer.size, layer.stride, layer.padding)
      signal.name = add(
        "Conv", [signal.name] + parameters, to: name,
        [
          ("kernel_shape", .integers([size, size])), ("pads", .integers(Array(repeating: padding, count: 4))),
          ("strides", .integers([stride, stride])),
        ])
    case .pooling(let layer):
      makeImage(layer.input, name, &signal)
      signal.name = add(
        layer.kind == .max ? "MaxPool" : "AveragePool", [signal.name], to: name,
        [
          ("kernel_shape", .integers([layer.size, layer.size])),
          ("strides", .integers([layer.stride, layer.stride])),
        ])
    }
  }

  private mutating func makeImage(_ size: ModelShape.ImageSize, _ name: String, _ signal: inout Signal) {
    guard !signal.isImage else { return }
    let sides = constant(name + ".image", [-1, size.channels, size.height, size.width])
    signal = Signal(name: add("Reshape", [signal.name, sides], to: name + ".input"), isImage: true)
  }

  private mutating func add(_ function: ModelShape.Activation, _ name: String, to input: String) -> String {
    switch function {
    case .relu: return add("Relu", [input], to: name)
    case .tanh: return add("Tanh", [input], to: name)
    case .gelu:
      // z/2 · (1 + erf(z/√2)); an operator of its own comes with opset 20.
      let root = constant(name + ".root", [Float(2).squareRoot()], shape: [])
      let one = constant(name + ".one", [1 as Float], shape: [])
      let half = constant(name + ".half", [0.5 as Float], shape: [])
      let scaled = add("Div", [input, root], to: name + ".scaled")
      let erf = add("Erf", [scaled], to: name + ".erf")
      let sum = add("Add", [erf, one], to: name + ".sum")
      let product = add("Mul", [input, sum], to: name + ".product")
      return add("Mul", [product, half], to: name)
    }
  }
}
