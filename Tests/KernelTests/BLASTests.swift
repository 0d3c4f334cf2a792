import Determinism
import Testing

@testable import Kernel

struct BLASTests {
  @Test(arguments: [false, true], [false, true])
  func `a product, added or not, is what three plain loops give`(turnLeft: Bool, turnRight: Bool) throws {
    let blas = try BLAS.system()
    var random = RandomStream(
      seed: 11, purpose: .fingerprint, round: turnLeft ? 1 : 0, client: turnRight ? 1 : 0)
    for number in 0..<40 {
      let accumulate = number % 2 == 1
      let (m, n, k) = (1 + random.below(40), 1 + random.below(40), 1 + random.below(70))
      let left = random.floats(m * k)
      let right = random.floats(k * n)
      let old = random.floats(m * n)
      var scratch = Scratch()
      let c = scratch.matrix(rows: m, columns: n, values: old)
      blas.multiply(
        scratch.matrix(rows: m, columns: k, values: left, transposed: turnLeft),
        scratch.matrix(rows: k, columns: n, values: right, transposed: turnRight), into: c,
        accumulate: accumulate)
      for row in 0..<m {
        for column in 0..<n {
          var sum = accumulate ? Double(old[row * n + column]) : 0
          for index in 0..<k { sum += Double(left[row * k + index]) * Double(right[index * n + column]) }
          #expect(abs(Double(c[row, column]) - sum) < 1e-5, "seed 11: \((m, n, k)) at \((row, column))")
        }
      }
    }
  }

  @Test func `a product that is not added does not read what was there`() throws {
    var scratch = Scratch()
    let c = scratch.matrix(rows: 1, columns: 2, values: [.nan, .infinity])
    try BLAS.system().multiply(
      scratch.matrix(rows: 1, columns: 2, values: [2, 3]),
      scratch.matrix(rows: 2, columns: 2, values: [1, 10, 2, 20]),
      into: c, accumulate: false)
    #expect(c.values == [8, 80])
  }

  @Test func `a product leaves what lies beside it alone`() throws {
    var scratch = Scratch()
    let c = scratch.matrix(rows: 2, columns: 3, values: [1, 2, 3, 4, 5, 6])
    let one = scratch.matrix(rows: 1, columns: 1, values: [7])
    try BLAS.system().multiply(one, one, into: c.prefix(rows: 1, columns: 1), accumulate: false)
    #expect(c.values == [49, 2, 3, 4, 5, 6])
  }

  @Test func `says where it lies and what it is`() throws {
    let blas = try BLAS.system()
    #expect(blas.path.hasPrefix("/"))
    #expect(!blas.configuration.isEmpty)
  }

  @Test func `a missing library is refused with the mend`() {
    #expect {
      try BLAS(library: "libnosuchblas.so.9")
    } throws: { error in
      "\(error)" == """
        no BLAS: libnosuchblas.so.9 cannot be loaded (libnosuchblas.so.9: cannot open shared object file: \
        No such file or directory); install one: apt-get install libopenblas0-pthread
        """
    }
  }

  @Test func `a library that is no BLAS is refused`() {
    #expect(throws: BLASError.lacks(symbol: "cblas_sgemm", library: "libm.so.6")) {
      try BLAS(library: "libm.so.6")
    }
  }
}
