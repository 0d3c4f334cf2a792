/// Eight floats that are worked on at once: two SSE registers, one AVX register.
typealias Lanes = SIMD8<Float>

extension Lanes {
  static let width = 8

  /// `count` rounded up to whole lanes.
  static func rounded(_ count: Int) -> Int { (count + width - 1) / width * width }
}

extension UnsafeMutablePointer<Float> {
  @inline(__always)
  func lanes(at index: Int) -> Lanes {
    UnsafeRawPointer(self + index).loadUnaligned(as: Lanes.self)
  }

  @inline(__always)
  func store(_ lanes: Lanes, at index: Int) {
    UnsafeMutableRawPointer(self + index).storeBytes(of: lanes, as: Lanes.self)
  }
}
