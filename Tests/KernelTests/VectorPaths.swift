import CKernel
import Determinism

extension VectorPath {
  /// Every path that this CPU can run.
  static let runnable = (0...bestVectorPath().rawValue).map { VectorPath($0) }

  var kernels: VectorKernels { vectorKernels(self).pointee }
}

extension Float {
  /// Equal for equal bits, and for any two NaNs.
  var comparableBits: UInt32 { isNaN ? 0x7FC0_0000 : bitPattern }
}

extension RandomStream {
  /// Numbers of every size and sign, with one in eight of those that break arithmetic.
  mutating func wildFloats(_ count: Int) -> [Float] {
    let odd: [Float] = [.nan, .infinity, -.infinity, 0, -0.0, 0x1p-140, -3e38, 88.8]
    return (0..<count).map { _ in
      below(8) == 0
        ? odd[below(odd.count)] : Float(gaussian() * Elementary.exp(Double(below(12)) - 6))
    }
  }
}
