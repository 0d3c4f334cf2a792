import Testing

@testable import Kernel

struct NumericFingerprintTests {
  @Test func `is the same every time`() throws {
    let blas = try BLAS.system()
    #expect(numericFingerprint(blas: blas) == numericFingerprint(blas: blas))
  }
}
