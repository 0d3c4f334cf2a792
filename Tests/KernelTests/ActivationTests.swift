import CKernel
import Testing

@testable import Kernel

/// Activations and their derivatives against PyTorch 2.13.0 in double precision:
/// `y = f(z); y.sum().backward()` with torch.relu, torch.tanh and torch.nn.functional.gelu.
struct ActivationTests {
  private let inputs: [Float] = [-20, -6, -3, -1, -0.25, 0, 0.25, 1, 3, 6, 20]

  @Test(arguments: VectorPath.runnable.map(\.rawValue))
  func `relu and its derivative are PyTorch's`(path: UInt8) {
    var (values, gradient) = (inputs, [Float](repeating: 2, count: inputs.count))
    VectorPath(path).kernels.relu(&values, values.count)
    VectorPath(path).kernels.reluGradient(values, &gradient, values.count)
    #expect(values == [0, 0, 0, 0, 0, 0, 0.25, 1, 3, 6, 20])
    #expect(gradient == [0, 0, 0, 0, 0, 0, 2, 2, 2, 2, 2])
  }

  @Test(arguments: VectorPath.runnable.map(\.rawValue))
  func `tanh and its derivative are PyTorch's`(path: UInt8) {
    var (values, gradient) = (inputs, [Float](repeating: 2, count: inputs.count))
    VectorPath(path).kernels.tanh(&values, values.count)
    VectorPath(path).kernels.tanhGradient(values, &gradient, values.count)
    #expect(
      isClose(
        values,
        [
          -1, -0.9999877117, -0.9950547537, -0.761594156, -0.2449186624, 0, 0.2449186624, 0.761594156,
          0.9950547537, 0.9999877117, 1,
        ]))
    #expect(
      isClose(
        gradient.map { $0 / 2 },
        [
          0, 2.457654741e-05, 0.009866037165, 0.4199743416, 0.9400148488, 1, 0.9400148488, 0.4199743416,
          0.009866037165, 2.457654741e-05, 0,
        ]))
  }

  @Test(arguments: VectorPath.runnable.map(\.rawValue))
  func `gelu and its derivative are PyTorch's`(path: UInt8) {
    var (values, gradient) = (inputs, [Float](repeating: 2, count: inputs.count))
    VectorPath(path).kernels.gelu(inputs, &values, values.count)
    VectorPath(path).kernels.geluGradient(inputs, &gradient, values.count)
    #expect(
      isClose(
        values,
        [
          0, -5.919525869e-09, -0.004049694095, -0.1586552539, -0.1003234186, 0, 0.1496765814, 0.8413447461,
          2.995950306, 5.999999994, 20,
        ]))
    #expect(
      isClose(
        gradient.map { $0 / 2 },
        [
          0, -3.546870945e-08, -0.0119456472, -0.08331547059, 0.3046266451, 0.5, 0.6953733549, 1.083315471,
          1.011945647, 1.000000035, 1,
        ]))
  }

  @Test func `derivatives are what finite differences give`() {
    let points = stride(from: Float(-4), through: 4, by: 0.03125).filter { $0 != 0 }
    let step: Float = 0x1p-6
    for path in VectorPath.runnable {
      let kernels = path.kernels
      let activations: [(([Float]) -> [Float], ([Float]) -> [Float])] = [
        (
          { changed($0) { kernels.tanh($0, $1) } },
          { z in
            let a = changed(z) { kernels.tanh($0, $1) }
            return changed(ones(z.count)) { kernels.tanhGradient(a, $0, $1) }
          }
        ),
        (
          { z in changed(z) { kernels.gelu(z, $0, $1) } },
          { z in changed(ones(z.count)) { kernels.geluGradient(z, $0, $1) } }
        ),
      ]
      for (function, derivative) in activations {
        let (up, down) = (function(points.map { $0 + step }), function(points.map { $0 - step }))
        let slopes = zip(up, down).map { ($0 - $1) / (2 * step) }
        #expect(zip(slopes, derivative(points)).allSatisfy { abs($0 - $1) < 1e-4 })
      }
    }
  }
}

private func isClose(_ values: [Float], _ expected: [Double]) -> Bool {
  values.count == expected.count
    && zip(values, expected).allSatisfy { abs(Double($0) - $1) < 1.5e-7 * max(1, abs($1)) }
}

private func ones(_ count: Int) -> [Float] { [Float](repeating: 1, count: count) }

private func changed(_ values: [Float], by pass: (UnsafeMutablePointer<Float>, Int) -> Void) -> [Float] {
  var values = values
  pass(&values, values.count)
  return values
}
