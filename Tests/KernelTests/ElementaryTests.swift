import CKernel
import Determinism
import Testing

@testable import Kernel

/// exp, log, tanh and erf in single precision, against numbers of 100 digits.
struct ElementaryTests {
  struct Function: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let table: [(x: Float, exact: Double)]
    /// In units of the last place.
    let bound: Double
    /// Of the results for floats of every binade, the same on every CPU.
    let digest: String
    let kernel:
      @Sendable (VectorKernels) ->
        @convention(c) (UnsafePointer<Float>, UnsafeMutablePointer<Float>, Int) -> Void

    func callAsFunction(_ x: [Float], path: VectorPath = bestVectorPath()) -> [Float] {
      var y = x
      kernel(path.kernels)(x, &y, x.count)
      return y
    }
  }

  static let exponential = Function(
    testDescription: "exp", table: ElementaryTable.exponentials, bound: 0.99,
    digest: "6d80a7cd8d1f3ef9790676732712e1e94b926759f3582c83905b7d61badd4f9b",
    kernel: \.exponentials)
  static let logarithm = Function(
    testDescription: "log", table: ElementaryTable.logarithms, bound: 0.88,
    digest: "4c643098a68f506e480eafe1745257b36e3b5f8e133facfffe68fe887c7ec64f", kernel: \.logarithms)
  static let tangent = Function(
    testDescription: "tanh", table: ElementaryTable.tangents, bound: 1.85,
    digest: "1a159cafec1862bc50d4ab767a948475a3dc288e053fb2ec32ea04f1c05030e2", kernel: \.tangents)
  static let errorFunction = Function(
    testDescription: "erf", table: ElementaryTable.errorFunctions, bound: 1.03,
    digest: "cc03dbbd55f55589283d254be5f785654940064262607555e2b0891c142dd55f",
    kernel: \.errorFunctions)
  static let all = [exponential, logarithm, tangent, errorFunction]

  @Test(arguments: all)
  func `stays within its bound over the hard inputs`(function: Function) {
    let results = function(function.table.map(\.x))
    let errors = zip(results, function.table).map { abs(Double($0) - $1.exact) / Double(Float($1.exact).ulp) }
    let worst = errors.indices.max { errors[$0] < errors[$1] } ?? 0
    print("\(function.testDescription): worst \(errors[worst]) ulp, at \(function.table[worst].x)")
    #expect(errors.count > 140 && errors[worst] <= function.bound)
  }

  @Test(arguments: all)
  func `every path gives the bits that any CPU gives`(function: Function) {
    let inputs = stride(from: UInt32(0), through: 0xFFFF_0000, by: 0x1_0001).map(Float.init(bitPattern:))
    for path in VectorPath.runnable {
      var writer = CanonicalWriter()
      for result in function(inputs, path: path) { writer.write(result.comparableBits) }
      #expect(Digest.of(writer.bytes).hex == function.digest, "path \(path.rawValue)")
    }
  }

  @Test func `exp ends in zero and infinity and passes NaN on`() {
    let results = Self.exponential([-87.33655, -1000, -.infinity, 88.72284, 1000, .infinity, .nan, -.nan, 0])
    #expect(Array(results[0..<6]) == [0, 0, 0, .infinity, .infinity, .infinity])
    #expect(results[6].isNaN && results[7].isNaN && results[8] == 1)
    #expect(Self.exponential([88.72283, -87.33654]).allSatisfy { $0.isNormal })
  }

  @Test func `log has its limits at zero and infinity and none below zero`() {
    let results = Self.logarithm([0, -0.0, .infinity, 1, -1, -.infinity, .nan, -0x1p-140])
    #expect(Array(results[0..<4]) == [-.infinity, -.infinity, .infinity, 0])
    #expect(results[4...].allSatisfy { $0.isNaN })
    #expect(Self.logarithm([0x1p-149])[0] == -103.278_929_9)
  }

  @Test(arguments: [tangent, errorFunction])
  func `is odd, one far out, and passes NaN on`(function: Function) {
    let inputs = function.table.map(\.x)
    #expect(function(inputs).map(\.bitPattern) == function(inputs.map { -$0 }).map { (-$0).bitPattern })
    #expect(function([10, 3e38, .infinity, -10, -.infinity]) == [1, 1, 1, -1, -1])
    #expect(function([0, -0.0]).map(\.sign) == [.plus, .minus] && function([.nan])[0].isNaN)
  }
}
