import CKernel
import Determinism
import Testing

@testable import Kernel

struct NumericFingerprintTests {
  @Test func `portable arithmetic has one on every vector path`() {
    let digests = Set(VectorPath.runnable.map { numericFingerprint(arithmetic: .portable(path: $0)) })
    #expect(digests.map(\.hex) == [portableFingerprint])
  }

  @Test func `a BLAS has the same every time`() throws {
    let blas = Arithmetic.blas(try .system())
    #expect(numericFingerprint(arithmetic: blas) == numericFingerprint(arithmetic: blas))
  }
}

/// The same on every machine: it changes with the arithmetic alone.
private let portableFingerprint = "38d2ab1dc72b33a220f6f6612aae832076208a36e80bbcb35501db7f796cd5b9"
