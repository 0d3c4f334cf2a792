package import CKernel

/// The arithmetic of a run, as job files name it.
package enum Numerics: UInt8, Sendable, CaseIterable {
  /// Large products by the machine's BLAS, whose bits belong to the library and the CPU; small ones in fixed order.
  case blas
  /// Every product in fixed order: the same bits on every CPU.
  case portable
}

/// The one door to matrix products and passes over floats.
///
/// Which kernel computes a product is a function of its shape and the numerics alone.
package struct Arithmetic {
  package let numerics: Numerics
  /// Passes over memory; the same bits whatever the path.
  let kernels: UnsafePointer<VectorKernels>
  private let blas: BLAS?

  /// Up to so many multiply-adds, some ten microseconds, a call of BLAS costs more than it saves.
  private static let largestSmallProduct = 1 << 21

  /// - Parameter path: the vector unit; the widest of this CPU unless a test forces another.
  package static func portable(path: VectorPath = bestVectorPath()) -> Arithmetic {
    Arithmetic(numerics: .portable, blas: nil, path: path)
  }

  package static func blas(_ blas: BLAS) -> Arithmetic {
    Arithmetic(numerics: .blas, blas: blas, path: bestVectorPath())
  }

  private init(numerics: Numerics, blas: BLAS?, path: VectorPath) {
    self.numerics = numerics
    self.blas = blas
    kernels = vectorKernels(path)
  }

  /// c ← a·b, or c + a·b when accumulating.
  /// - Precondition: the shapes fit, and c is not transposed.
  func multiply(_ a: Matrix, _ b: Matrix, into c: Matrix, accumulate: Bool = false) {
    precondition(a.rows == c.rows && a.columns == b.rows && b.columns == c.columns, "the shapes do not fit")
    precondition(!c.isTransposed, "a product is stored by rows")
    if let blas, c.rows * c.columns * a.columns > Self.largestSmallProduct {
      return blas.multiply(a, b, into: c, accumulate: accumulate)
    }
    kernels.pointee.product(
      c.rows, c.columns, a.columns, a.strided, b.strided, c.base, c.stride, accumulate ? 1 : 0)
  }
}

extension Matrix {
  fileprivate var strided: StridedMatrix {
    isTransposed
      ? StridedMatrix(base: base, row: 1, column: stride) : StridedMatrix(base: base, row: stride, column: 1)
  }
}
