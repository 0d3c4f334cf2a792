/// What a random number is for. The raw value is part of every result: never change or reuse one.
package enum Purpose: UInt32, Sendable {
  case testSplit = 1
  case partition = 2
  case initialModel = 3
  case cohort = 4
  case shuffle = 5
  case fingerprint = 6
  case dropout = 7
  /// The made-up rows of a template.
  case example = 8
}

/// The random numbers of one (seed, purpose, round, client): a pure function of those four, so that no draw depends
/// on how many came before it elsewhere. Use `round` or `client` 0 where a purpose has none.
///
/// The seed is Philox's key; purpose, round and client are the upper 96 bits of its counter.
package struct RandomStream: Sendable {
  private let key: SIMD2<UInt32>
  private var counter: SIMD4<UInt32>
  private var block = SIMD4<UInt32>()
  private var used = 4

  package init(seed: UInt64, purpose: Purpose, round: Int = 0, client: Int = 0) {
    key = SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
    counter = SIMD4(
      0, UInt32(truncatingIfNeeded: client), UInt32(truncatingIfNeeded: round), purpose.rawValue)
  }

  package mutating func next32() -> UInt32 {
    if used == 4 {
      block = Philox.block(counter: counter, key: key)
      counter[0] &+= 1
      used = 0
    }
    defer { used += 1 }
    return block[used]
  }

  package mutating func next64() -> UInt64 {
    let low = UInt64(next32())
    return low | UInt64(next32()) << 32
  }

  /// Uniform in [0, 1), a multiple of 2⁻⁵³.
  package mutating func uniform() -> Double {
    Double(next64() >> 11) * 0x1p-53
  }

  /// Uniform in 0..<bound without bias (Lemire, "Fast random integer generation in an interval", 2019).
  package mutating func below(_ bound: Int) -> Int {
    precondition(bound > 0 && bound <= UInt32.max, "bound must be in 1...2³²-1")
    let bound32 = UInt32(bound)
    var product = next32().multipliedFullWidth(by: bound32)
    if product.low < bound32 {
      let threshold = (0 &- bound32) % bound32
      while product.low < threshold { product = next32().multipliedFullWidth(by: bound32) }
    }
    return Int(product.high)
  }

  /// Standard normal, by the polar method of Marsaglia and Bray (1964) over ``Elementary/log(_:)``.
  package mutating func gaussian() -> Double {
    while true {
      let u = 2 * uniform() - 1
      let v = 2 * uniform() - 1
      let s = u * u + v * v
      if s > 0 && s < 1 { return u * (-2 * Elementary.log(s) / s).squareRoot() }
    }
  }

  /// Fisher–Yates from the last element down.
  package mutating func shuffle<Element>(_ values: inout [Element]) {
    guard values.count > 1 else { return }
    for last in stride(from: values.count - 1, through: 1, by: -1) {
      values.swapAt(last, below(last + 1))
    }
  }
}
