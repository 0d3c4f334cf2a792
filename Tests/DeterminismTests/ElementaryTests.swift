import Determinism
import Testing

struct ElementaryTests {
  @Test func `exp is within one unit in the last place`() {
    for (x, bits) in exponentials {
      #expect(ulps(Elementary.exp(x), Double(bitPattern: bits)) <= 1, "exp(\(x)) = \(Elementary.exp(x))")
    }
  }

  @Test func `log is within one unit in the last place`() {
    for (x, bits) in logarithms {
      #expect(ulps(Elementary.log(x), Double(bitPattern: bits)) <= 1, "log(\(x)) = \(Elementary.log(x))")
    }
  }

  @Test func `exp is exact where it must be`() {
    #expect(Elementary.exp(0) == 1 && Elementary.exp(-0.0) == 1)
    #expect(Elementary.exp(709.7827128933841) == .infinity)
    #expect(Elementary.exp(.infinity) == .infinity && Elementary.exp(.greatestFiniteMagnitude) == .infinity)
    #expect(Elementary.exp(-745.1332191019412) == 0)
    #expect(Elementary.exp(-.infinity) == 0 && Elementary.exp(-.greatestFiniteMagnitude) == 0)
    #expect(Elementary.exp(.nan).isNaN)
  }

  @Test func `log is exact where it must be`() {
    #expect(Elementary.log(1) == 0 && Elementary.log(1).sign == .plus)
    #expect(Elementary.log(0) == -.infinity && Elementary.log(-0.0) == -.infinity)
    #expect(Elementary.log(.infinity) == .infinity)
    #expect(Elementary.log(-1).isNaN && Elementary.log(-.infinity).isNaN && Elementary.log(.nan).isNaN)
    #expect(Elementary.log(-.leastNonzeroMagnitude).isNaN)
  }

  @Test func `exp rises with its argument and undoes log`() {
    var last = 0.0
    for step in -74_600...71_000 {
      let value = Elementary.exp(Double(step) / 100)
      #expect(value >= last)
      last = value
    }
    for step in 1...2000 {
      let x = Double(step) / 8
      #expect((Elementary.exp(Elementary.log(x)) / x - 1).magnitude < 2e-15)
    }
  }

  /// How many doubles apart two of the same sign are.
  private func ulps(_ a: Double, _ b: Double) -> UInt64 {
    let (x, y) = (a.bitPattern, b.bitPattern)
    return x > y ? x - y : y - x
  }
}
