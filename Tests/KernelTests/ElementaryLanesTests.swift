import Determinism
import Testing

@testable import Kernel

/// The tables were computed with mpmath at 30 digits.
struct ElementaryLanesTests {
  @Test(arguments: [
    (-87.30000305175781, 1.219243375110829e-38), (-50.12300109863281, 1.7055215309812546e-22),
    (-16.5, 6.82560337633487e-08), (-3.25, 0.03877420783172201), (-1.0, 0.36787944117144233),
    (-0.5, 0.6065306597126334), (-0.10000000149011612, 0.9048374166876467),
    (-0.0010000000474974513, 0.999000499785925), (-1.0000000116860974e-07, 0.9999999000000038), (0.0, 1.0),
    (9.999999747378752e-06, 1.0000100000497476), (0.30000001192092896, 1.3498588236675741),
    (0.6930999755859375, 1.9999055922802589), (1.0, 2.718281828459045), (2.5, 12.182493960703473),
    (10.699999809265137, 44355.84667009071), (44.400001525878906, 1.9172363709493637e+19),
    (88.69999694824219, 3.3259768301593062e+38),
  ])
  func `exp agrees with mpmath within 1 ulp`(x: Double, expected: Double) {
    #expect(ulps(Elementary.exp(Lanes(repeating: Float(x)))[0], expected) <= 1)
  }

  @Test(arguments: [
    (1.0000000180025095e-35, -80.5904782367891), (1.000000013351432e-10, -23.025850916589025),
    (0.003000000026077032, -5.809142981621683), (0.5, -0.6931471805599453),
    (0.707099974155426, -0.34658321692204014), (0.7071099877357483, -0.34656905554488643),
    (0.8999999761581421, -0.10536054214877988), (0.9990000128746033, -0.0010004874460928543), (1.0, 0.0),
    (1.0010000467300415, 0.0009995470164405893), (1.100000023841858, 0.0953102014787409),
    (1.414199948310852, 0.34656396363790515), (1.4142999649047852, 0.34663468422976906),
    (2.0, 0.6931471805599453),
    (3.700000047683716, 1.3083328325376695), (10.0, 2.302585092994046), (1000.0, 6.907755278982137),
    (10000000000.0, 23.025850929940457), (3.0000000054977558e+38, 88.59684582427442),
  ])
  func `log agrees with mpmath within 1 ulp`(x: Double, expected: Double) {
    #expect(ulps(Elementary.log(Lanes(repeating: Float(x)))[0], expected) <= 1)
  }

  @Test(arguments: [
    (9.999999682655225e-21, 9.999999682655225e-21), (9.999999747378752e-05, 9.999999714045421e-05),
    (0.009999999776482582, 0.009999666456504392), (0.10000000149011612, 0.09966799610026955),
    (0.30000001192092896, 0.2913126233608736), (0.5, 0.46211715726000974),
    (0.6248999834060669, 0.5545304651032169),
    (0.6251000165939331, 0.5546689719126893), (0.800000011920929, 0.6640367769323059),
    (1.0, 0.7615941559557649),
    (1.5, 0.9051482536448664), (2.0, 0.9640275800758169), (3.0, 0.9950547536867305),
    (5.0, 0.9999092042625951),
    (8.0, 0.9999997749296758), (9.0, 0.999999969540041), (9.5, 0.9999999887944072), (20.0, 1.0), (89.0, 1.0),
  ])
  func `tanh agrees with mpmath within 2 ulp and is odd`(x: Double, expected: Double) {
    #expect(ulps(Elementary.tanh(Lanes(repeating: Float(x)))[0], expected) <= 2)
    #expect(ulps(Elementary.tanh(Lanes(repeating: Float(-x)))[0], -expected) <= 2)
  }

  @Test func `stays within its bounds over the whole range`() {
    var worst = (exp: 0.0, log: 0.0, tanh: 0.0)
    for step in 0..<sweep {
      let share = Float(step) / Float(sweep)
      let power = Lanes(repeating: share * 175.9 - 87.3)
      worst.exp = max(worst.exp, ulps(Elementary.exp(power)[0], Elementary.exp(Double(power[0]))))
      let positive = Lanes(repeating: Float(bitPattern: 0x0080_0000 + UInt32(share * 0x7EFF_0000)))
      worst.log = max(worst.log, ulps(Elementary.log(positive)[0], Elementary.log(Double(positive[0]))))
      let angle = Lanes(repeating: share * 12 + 1e-3)
      let square = Elementary.exp(2 * Double(angle[0]))
      worst.tanh = max(worst.tanh, ulps(Elementary.tanh(angle)[0], (square - 1) / (square + 1)))
    }
    #expect(worst.exp <= 1 && worst.log <= 1 && worst.tanh <= 2, "\(worst)")
  }

  private let sweep = 3000

  @Test func `exp ends in zero and infinity and passes NaN on`() {
    let results = Elementary.exp(Lanes(-87.34, -1000, -.infinity, 88.73, 1000, .infinity, .nan, -.nan))
    #expect((0..<3).allSatisfy { results[$0] == 0 } && (3..<6).allSatisfy { results[$0] == .infinity })
    #expect(results[6].isNaN && results[7].isNaN)
    #expect(
      Elementary.log(Lanes(repeating: .nan))[0].isNaN && Elementary.tanh(Lanes(repeating: .nan))[0].isNaN)
  }

  /// NumPy gives the same bits, operation by operation in float32; so must every processor and every build.
  @Test func `the table of all three has its known digest`() {
    #expect(
      Digest.of(elementaryTable()).hex == "98df0b94905fc04cbd3c56b558b253a66747fb90bf444ad4411cb427a7feeb76")
  }
}

/// The distance of `value` from the exact `expected`, in units of the last place of the expected float.
private func ulps(_ value: Float, _ expected: Double) -> Double {
  abs(Double(value) - expected) / Double(Float(expected).ulp)
}
