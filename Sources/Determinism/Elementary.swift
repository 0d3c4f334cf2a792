/// `exp` and `log` in double precision from basic operations alone, because libm's change bits with the CPU.
/// The algorithms and coefficients are those of fdlibm (Sun Microsystems, 1993); the error is below 1 ulp.
package enum Elementary {
  private static let ln2High = 6.93147180369123816490e-01
  private static let ln2Low = 1.90821492927058770002e-10

  /// eˣ: infinity above 709.78, 0 below -745.13, NaN for NaN.
  package static func exp(_ x: Double) -> Double {
    if x.isNaN { return x }
    if x > 709.782712893383973096 { return .infinity }
    if x < -745.13321910194110842 { return 0 }
    let k = (x * 1.44269504088896338700).rounded(.toNearestOrEven)
    let high = x - k * ln2High
    let low = k * ln2Low
    let r = high - low
    let t = r * r
    let p4 = -1.65339022054652515390e-06 + t * 4.13813679705723846039e-08
    let p2 = -2.77777777770155933842e-03 + t * (6.61375632143793436117e-05 + t * p4)
    let c = r - t * (1.66666666666666019037e-01 + t * p2)
    let y = 1 - ((low - (r * c) / (2 - c)) - high)
    let exponent = Int(k)
    // Two steps, so that the scale itself neither overflows nor is subnormal.
    let half = exponent / 2
    return y * Double(sign: .plus, exponent: half, significand: 1)
      * Double(sign: .plus, exponent: exponent - half, significand: 1)
  }

  /// The natural logarithm: -infinity at 0, NaN below 0.
  package static func log(_ x: Double) -> Double {
    if x.isNaN || x < 0 { return .nan }
    if x == 0 { return -.infinity }
    if x == .infinity { return x }
    var exponent = x.exponent
    var m = x.significand
    if m > 1.41421356237309504880 {
      m /= 2
      exponent += 1
    }
    let f = m - 1
    let k = Double(exponent)
    let s = f / (2 + f)
    let z = s * s
    let w = z * z
    let even = w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01))
    let odd5 = 1.818357216161805012e-01 + w * 1.479819860511658591e-01
    let odd = z * (6.666666666666735130e-01 + w * (2.857142874366239149e-01 + w * odd5))
    let r = even + odd
    let halfSquare = 0.5 * f * f
    return k * ln2High - ((halfSquare - (s * (halfSquare + r) + k * ln2Low)) - f)
  }
}
