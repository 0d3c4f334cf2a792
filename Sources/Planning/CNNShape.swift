import JobSpec
import Kernel

extension Model.CNN {
  /// The layers as the kernel builds them, without the last, and the first of the job's layers that cannot be.
  var shape: (layers: [ModelShape.Layer], problem: Problem?) {
    var builder = CNNShape(self)
    for (index, layer) in layers.enumerated() {
      if let problem = builder.add(layer, path: "model.cnn.layers.\(index)") {
        return (builder.layers, problem)
      }
    }
    return (builder.layers, nil)
  }

  /// Why it cannot be built.
  var problem: Problem? {
    // Each side is at most 65,536, so that their product overflows nothing.
    imageSize.count > ModelShape.largestImage
      ? Problem(
        path: "model.cnn.image", code: "model-size",
        message:
          "an image of \(imageSize.count) values is given; at most \(ModelShape.largestImage) can be held",
        help: "use smaller images") : shape.problem
  }

  var imageSize: ModelShape.ImageSize {
    guard image.count == 3 else { return ModelShape.ImageSize(channels: 0, height: 0, width: 0) }
    return ModelShape.ImageSize(channels: image[0], height: image[1], width: image[2])
  }
}

/// Layers from an image on, as far as they fit.
private struct CNNShape {
  private(set) var layers: [ModelShape.Layer] = []
  /// What the last layer gives; nil when that is no image any more.
  private var image: ModelShape.ImageSize?
  private let activation: ModelShape.Activation

  init(_ cnn: Model.CNN) {
    image = cnn.imageSize
    activation = ModelShape.Activation(cnn.activation)
  }

  /// - Returns: why the layer cannot be added.
  mutating func add(_ layer: Model.CNN.Layer, path: String) -> Problem? {
    switch layer {
    case .conv(let conv): return add(conv, path: path + ".conv")
    case .maxPool(let pool): return add(pool, .max, path: path + ".max_pool")
    case .averagePool(let pool): return add(pool, .average, path: path + ".average_pool")
    case .dense(let width):
      layers += [.dense(outputs: width), .activation(activation)]
      image = nil
    case .dropout(let rate): layers.append(.dropout(rate: Float(rate)))
    }
    return nil
  }

  private mutating func add(_ conv: Model.CNN.Conv, path: String) -> Problem? {
    guard let image else { return noImage(path) }
    if conv.padding == .same, conv.size.isMultiple(of: 2) || conv.stride != 1 { return notTheSame(path) }
    let padding = if case .zeros(let count) = conv.padding { count } else { (conv.size - 1) / 2 }
    if padding >= conv.size { return tooMuchPadding(path, padding, conv.size) }
    guard conv.size <= min(image.height, image.width) + 2 * padding else {
      return tooSmall(image, conv.size, path)
    }
    let convolution = ModelShape.Convolution(
      input: image, filters: conv.filters, size: conv.size, stride: conv.stride, padding: padding)
    layers += [.convolution(convolution), .activation(activation)]
    self.image = convolution.output
    return tooLarge(convolution.output, path)
  }

  private mutating func add(_ pool: Model.CNN.Pool, _ kind: ModelShape.Pooling.Kind, path: String) -> Problem?
  {
    guard let image else { return noImage(path) }
    guard pool.size <= min(image.height, image.width) else { return tooSmall(image, pool.size, path) }
    let pooling = ModelShape.Pooling(
      kind: kind, input: image, size: pool.size, stride: pool.stride ?? pool.size)
    layers.append(.pooling(pooling))
    self.image = pooling.output
    return nil
  }

  private func noImage(_ path: String) -> Problem {
    Problem(
      path: path, code: "layer-order", message: "a dense layer before it has left no image to look at",
      help: "put `dense` layers last")
  }

  private func notTheSame(_ path: String) -> Problem {
    Problem(
      path: path + ".padding", code: "same-padding",
      message: "`same` needs filters of an odd size and a stride of 1",
      help: "give the number of zeros on each side, or another `size` and `stride`")
  }

  private func tooMuchPadding(_ path: String, _ padding: Int, _ size: Int) -> Problem {
    Problem(
      path: path + ".padding", code: "padding",
      message:
        "at the edge, filters of side \(size) would see nothing but the \(counted(padding, "zero")) around the image",
      help: "pad by at most \(size - 1)")
  }

  private func tooSmall(_ image: ModelShape.ImageSize, _ size: Int, _ path: String) -> Problem {
    Problem(
      path: path, code: "window-size",
      message:
        "a window of side \(size) does not fit into the image of \(image.height) x \(image.width) that reaches it",
      help: "make it smaller, or shrink the image less before it")
  }

  /// The kernel holds rows of at most 2²² values.
  private func tooLarge(_ image: ModelShape.ImageSize, _ path: String) -> Problem? {
    guard image.count > ModelShape.largestImage else { return nil }
    return Problem(
      path: path, code: "model-size",
      message: "it gives an image of \(image.count) values; at most \(ModelShape.largestImage) can be held",
      help: "use fewer filters, a larger stride, or pool before it")
  }
}

extension ModelShape {
  /// Values of an image, which the kernel counts in 32 bits with room for its frame.
  fileprivate static let largestImage = 1 << 22
}
