import CKernel
import Determinism
import Testing

@testable import Kernel

/// Matrix products in fixed order: every element is one chain of fused multiply-adds over k, on every vector unit.
struct ProductTests {
  /// A product with its operands stored as they are or transposed, each with its own surplus of columns.
  struct Shape: Sendable {
    var m: Int
    var n: Int
    var k: Int
    var turnsA = false
    var turnsB = false
    var accumulates = false
    var surplus = 0
  }

  /// Around the sides of tiles, strips and blocks, and the shapes that take a way of their own: few rows against
  /// scattered columns, small operands in place, and large ones packed.
  static let shapes: [Shape] = [
    Shape(m: 0, n: 5, k: 3), Shape(m: 5, n: 0, k: 3), Shape(m: 3, n: 4, k: 0),
    Shape(m: 3, n: 4, k: 0, accumulates: true),
    Shape(m: 1, n: 1, k: 1), Shape(m: 10, n: 32, k: 65, turnsA: true, turnsB: true),
    Shape(m: 65, n: 10, k: 32, turnsA: true, turnsB: true, accumulates: true),
    Shape(m: 16, n: 16, k: 16, turnsB: true),
    Shape(m: 17, n: 33, k: 9, turnsB: true), Shape(m: 14, n: 32, k: 256), Shape(m: 15, n: 31, k: 257),
    Shape(m: 29, n: 47, k: 64, turnsB: true, accumulates: true), Shape(m: 281, n: 65, k: 300),
    Shape(m: 283, n: 70, k: 513, turnsA: true), Shape(m: 57, n: 300, k: 257, turnsB: true, accumulates: true),
    Shape(m: 10, n: 3, k: 4097, turnsB: true), Shape(m: 9, n: 21, k: 4096, turnsB: true),
    Shape(m: 40, n: 520, k: 130, turnsA: true, turnsB: true),
    Shape(m: 561, n: 97, k: 10, turnsA: true, accumulates: true),
  ]

  @Test(arguments: shapes)
  func `every path computes the chain of every element`(shape: Shape) {
    for path in VectorPath.runnable { #expect(product(shape, path: path, seed: 1) == chains(shape, seed: 1)) }
  }

  @Test func `every path computes the chains of random shapes`() {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("products of random shapes: seed \(seed)")
    var stream = RandomStream(seed: seed, purpose: .fingerprint)
    for _ in 0..<100 {
      let shape = Shape(
        m: stream.below(40), n: stream.below(80), k: stream.below(90), turnsA: stream.below(2) == 1,
        turnsB: stream.below(2) == 1, accumulates: stream.below(2) == 1, surplus: stream.below(20))
      let expected = chains(shape, seed: seed)
      for path in VectorPath.runnable {
        #expect(product(shape, path: path, seed: seed) == expected, "seed \(seed), \(shape)")
      }
    }
  }

  @Test func `NaN and infinity go through`() {
    for path in VectorPath.runnable {
      var c: [Float] = [0, 0]
      let a: [Float] = [1, 0]
      let b: [Float] = [.nan, .infinity, 1, .infinity]
      multiply(a, rowA: 2, columnA: 1, b, rowB: 2, columnB: 1, &c, m: 1, n: 2, k: 2, stride: 2, false, path)
      #expect(c[0].isNaN && c[1].isNaN)
    }
  }

  @Test func `blas and portable agree to rounding, and on small products to the bit`() throws {
    let blas = Arithmetic.blas(try BLAS.system())
    var scratch = Scratch()
    for (m, n, k, isSmall) in [(10, 60, 785, true), (140, 150, 160, false)] {
      let left = numbers(m * k, seed: 3), right = numbers(k * n, seed: 4)
      let a = scratch.matrix(rows: m, columns: k, values: left)
      let b = scratch.matrix(rows: k, columns: n, values: right)
      let ours = scratch.matrix(rows: m, columns: n), theirs = scratch.matrix(rows: m, columns: n)
      Arithmetic.portable().multiply(a, b, into: ours)
      blas.multiply(a, b, into: theirs)
      if isSmall { #expect(ours.values == theirs.values) }
      for (x, y) in zip(ours.values, theirs.values) { #expect(abs(x - y) < 1e-4) }
    }
  }

  /// [m × stride], of which the columns beyond n must stay as they were.
  private func start(_ shape: Shape, seed: UInt64) -> [Float] {
    numbers(shape.m * (shape.n + shape.surplus), seed: seed &+ 2)
  }

  private func product(_ shape: Shape, path: VectorPath, seed: UInt64) -> [Float] {
    let (a, rowA, columnA) = stored(shape.m, shape.k, turned: shape.turnsA, shape.surplus, seed: seed)
    let (b, rowB, columnB) = stored(shape.k, shape.n, turned: shape.turnsB, shape.surplus, seed: seed &+ 1)
    var c = start(shape, seed: seed)
    multiply(
      a, rowA: rowA, columnA: columnA, b, rowB: rowB, columnB: columnB, &c, m: shape.m, n: shape.n,
      k: shape.k,
      stride: shape.n + shape.surplus, shape.accumulates, path)
    return c
  }

  /// One element after the other, as the definition says.
  private func chains(_ shape: Shape, seed: UInt64) -> [Float] {
    let (a, rowA, columnA) = stored(shape.m, shape.k, turned: shape.turnsA, shape.surplus, seed: seed)
    let (b, rowB, columnB) = stored(shape.k, shape.n, turned: shape.turnsB, shape.surplus, seed: seed &+ 1)
    var c = start(shape, seed: seed)
    for i in 0..<shape.m {
      for j in 0..<shape.n {
        let at = i * (shape.n + shape.surplus) + j
        c[at] = (0..<shape.k).reduce(shape.accumulates ? c[at] : 0) { sum, p in
          sum.addingProduct(a[i * rowA + p * columnA], b[p * rowB + j * columnB])
        }
      }
    }
    return c
  }

  private func stored(
    _ rows: Int, _ columns: Int, turned: Bool, _ surplus: Int, seed: UInt64
  ) -> (values: [Float], row: Int, column: Int) {
    let stride = (turned ? rows : columns) + surplus
    return (
      numbers((turned ? columns : rows) * stride + 1, seed: seed), turned ? 1 : stride, turned ? stride : 1
    )
  }

  private func multiply(
    _ a: [Float], rowA: Int, columnA: Int, _ b: [Float], rowB: Int, columnB: Int, _ c: inout [Float], m: Int,
    n: Int,
    k: Int, stride: Int, _ accumulates: Bool, _ path: VectorPath
  ) {
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        c.withUnsafeMutableBufferPointer { c in
          guard let c = c.baseAddress else { return }
          vectorKernels(path).pointee.product(
            m, n, k, StridedMatrix(base: a.baseAddress!, row: rowA, column: columnA),
            StridedMatrix(base: b.baseAddress!, row: rowB, column: columnB), c, stride, accumulates ? 1 : 0)
        }
      }
    }
  }

  private func numbers(_ count: Int, seed: UInt64) -> [Float] {
    var stream = RandomStream(seed: seed, purpose: .fingerprint)
    return (0..<count).map { _ in Float(2 * stream.uniform() - 1) }
  }
}
