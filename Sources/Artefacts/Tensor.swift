import Kernel

/// A layer's weights or biases, as libraries name and shape them.
struct Tensor: Equatable {
  /// "layers.0.weight": the layer's place in the model, counting those without parameters, as PyTorch's `Sequential` does.
  var name: String
  /// Of a dense layer's weights [in, out], of a convolution's [filters, channels, height, width], of biases [out].
  var shape: [Int]
  /// Row-major.
  var values: ArraySlice<Float>
}

extension ModelShape {
  /// The name and shape of each tensor, in the order in which the parameters lie.
  var tensors: [(name: String, shape: [Int])] {
    zip(layers, widths).enumerated().flatMap { index, layer -> [(name: String, shape: [Int])] in
      switch layer {
      case (.dense(let outputs), let inputs):
        return [("layers.\(index).weight", [inputs, outputs]), ("layers.\(index).bias", [outputs])]
      case (.convolution(let convolution), _):
        let (filters, size) = (convolution.filters, convolution.size)
        return [
          ("layers.\(index).weight", [filters, convolution.input.channels, size, size]),
          ("layers.\(index).bias", [filters]),
        ]
      case (.activation, _), (.dropout, _), (.pooling, _): return []
      }
    }
  }
}

extension TrainedModel {
  var tensors: [Tensor] {
    var start = 0
    return shape.tensors.map { name, shape in
      let end = start + shape.reduce(1, *)
      defer { start = end }
      return Tensor(name: name, shape: shape, values: parameters[start..<end])
    }
  }
}
