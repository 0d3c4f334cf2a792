@testable import Kernel

/// A convolution by its definition: every result is one chain of fused multiply-adds in the order that
/// ``Convolution`` promises, over the pixels that exist.
struct ReferenceConvolution {
  let shape: ModelShape.Convolution

  func forward(_ images: [Float], _ weights: [Float], rows: Int) -> [Float] {
    var outputs = [Float](repeating: 0, count: rows * shape.output.count)
    for link in links(rows: rows) {
      outputs[link.output].addProduct(images[link.pixel], weights[link.weight])
    }
    for index in outputs.indices { outputs[index] += weights[bias(of: index)] }
    return outputs
  }

  /// The parameters' gradient, added to `target`.
  func weightGradient(_ gradient: [Float], _ images: [Float], rows: Int, onto target: [Float]) -> [Float] {
    var target = target
    for link in links(rows: rows) {
      target[link.weight].addProduct(images[link.pixel], gradient[link.output])
    }
    for index in gradient.indices { target[bias(of: index)] += gradient[index] }
    return target
  }

  func inputGradient(_ gradient: [Float], _ weights: [Float], rows: Int) -> [Float] {
    var pixels = [Float](repeating: 0, count: rows * shape.input.count)
    // By (filter, y, x) of the kernel for every pixel.
    let order = links(rows: rows).sorted {
      ($0.filter, $0.element, $0.output) < ($1.filter, $1.element, $1.output)
    }
    for link in order { pixels[link.pixel].addProduct(gradient[link.output], weights[link.weight]) }
    return pixels
  }

  /// One multiplication: pixel · weight goes into output.
  private struct Link {
    let pixel, weight, output, filter, element: Int
  }

  /// By row, filter and position of the output, and for each by (channel, y, x) of the kernel.
  private func links(rows: Int) -> [Link] {
    let (input, output, area) = (shape.input, shape.output, shape.size * shape.size)
    return (0..<rows * output.count).flatMap { index -> [Link] in
      let (row, inRow) = index.quotientAndRemainder(dividingBy: output.count)
      let (filter, position) = inRow.quotientAndRemainder(dividingBy: output.height * output.width)
      return (0..<input.channels * area).compactMap { tap in
        let y = position / output.width * shape.stride + tap % area / shape.size - shape.padding
        let x = position % output.width * shape.stride + tap % shape.size - shape.padding
        guard 0..<input.height ~= y, 0..<input.width ~= x else { return nil }
        return Link(
          pixel: row * input.count + (tap / area * input.height + y) * input.width + x,
          weight: filter * input.channels * area + tap, output: index, filter: filter, element: tap % area)
      }
    }
  }

  private func bias(of output: Int) -> Int {
    shape.parameterCount - shape.filters
      + output % shape.output.count / (shape.output.height * shape.output.width)
  }
}

extension Float {
  fileprivate mutating func addProduct(_ a: Float, _ b: Float) { self = addingProduct(a, b) }
}
