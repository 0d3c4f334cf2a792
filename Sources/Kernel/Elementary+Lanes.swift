import Determinism

/// `exp`, `log` and `tanh` in single precision, eight at once, from basic operations alone: the same bits on
/// every CPU. The polynomials are those of Cephes (Moshier, `expf`, `logf` and `tanhf`, 1989 to 1996). NaN
/// gives NaN.
extension Elementary {
  private static var ln2High: Float { 0.693359375 }
  private static var ln2Low: Float { -2.12194440e-4 }

  /// eˣ within 1 ulp: infinity above 88.72, and 0 below -87.33, where the result would be subnormal.
  @inline(__always)
  static func exp(_ x: Lanes) -> Lanes {
    // Adding 1.5·2²³ rounds to an integer and leaves it in the low bits of the sum.
    let magic: Float = 12_582_912
    let clamped = x.replacing(with: 89, where: x .> 89).replacing(with: -88, where: x .< -88)
    let shifted = clamped * 1.44269504088896341 + magic
    let k = shifted - magic
    let r = clamped - k * ln2High - k * ln2Low
    var p = r * 1.9875691500e-4 + 1.3981999507e-3
    p = p * r + 8.3334519073e-3
    p = p * r + 4.1665795894e-2
    p = p * r + 1.6666665459e-1
    p = p * r + 5.0000001201e-1
    let y = p * (r * r) + r + 1
    // 2ᵏ in two factors, because k reaches 128, which no float's exponent does.
    let power = unsafeBitCast(shifted, to: SIMD8<Int32>.self) &- 0x4B40_0000
    let half = power &>> 1
    let result = y * powerOfTwo(half) * powerOfTwo(power &- half)
    return result.replacing(with: 0, where: x .< -87.33)
  }

  /// ln x within 1 ulp, of normal positive numbers; of nothing else but NaN.
  @inline(__always)
  static func log(_ x: Lanes) -> Lanes {
    let bits = unsafeBitCast(x, to: SIMD8<Int32>.self)
    // The exponent that leaves a mantissa in [√½, √2).
    let exponent = (bits &- 0x3F35_04F3) &>> 23
    let mantissa = unsafeBitCast(bits &- (exponent &<< 23), to: Lanes.self)
    let f = mantissa - 1
    let z = f * f
    var p = f * 7.0376836292e-2 - 1.1514610310e-1
    p = p * f + 1.1676998740e-1
    p = p * f - 1.2420140846e-1
    p = p * f + 1.4249322787e-1
    p = p * f - 1.6668057665e-1
    p = p * f + 2.0000714765e-1
    p = p * f - 2.4999993993e-1
    p = p * f + 3.3333331174e-1
    let e = Lanes(exponent)
    let y = p * f * z + e * ln2Low - z * 0.5
    let result = f + y + e * ln2High
    return result.replacing(with: x, where: x .!= x)
  }

  /// tanh x within 2 ulp.
  @inline(__always)
  static func tanh(_ x: Lanes) -> Lanes {
    let signs = unsafeBitCast(x, to: SIMD8<UInt32>.self) & 0x8000_0000
    let size = unsafeBitCast(unsafeBitCast(x, to: SIMD8<UInt32>.self) ^ signs, to: Lanes.self)
    let large = 1 - 2 / (exp(size + size) + 1)
    let z = x * x
    var p = z * -5.70498872745e-3 + 2.06390887954e-2
    p = p * z - 5.37397155531e-2
    p = p * z + 1.33314422036e-1
    p = p * z - 3.33332819422e-1
    let small = p * z * size + size
    let positive = large.replacing(with: small, where: size .< 0.625)
    return unsafeBitCast(unsafeBitCast(positive, to: SIMD8<UInt32>.self) | signs, to: Lanes.self)
  }

  @inline(__always)
  private static func powerOfTwo(_ exponent: SIMD8<Int32>) -> Lanes {
    unsafeBitCast((exponent &+ 127) &<< 23, to: Lanes.self)
  }
}
