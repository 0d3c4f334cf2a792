/// A named line: a value for some of a run's rounds, in order.
struct Curve: Sendable, Equatable {
  struct Point: Sendable, Equatable {
    var round: Int
    var value: Double
  }

  var name: String
  var points: [Point]

  /// Points that are not finite are left out.
  init(_ name: String, _ points: [Point]) {
    self.name = name
    self.points = points.filter { $0.value.isFinite }
  }

  /// About `limit` points that look the same: of each stretch of rounds the lowest and the highest, in their order, so that
  /// no peak is lost.
  func thinned(to limit: Int = 400) -> [Point] {
    guard points.count > limit else { return points }
    let stretches = limit / 2
    return (0..<stretches).flatMap { index -> [Point] in
      let stretch = points[points.count * index / stretches..<points.count * (index + 1) / stretches]
      guard let low = stretch.min(by: { $0.value < $1.value }),
        let high = stretch.max(by: { $0.value < $1.value })
      else { return [] }
      return low.round == high.round ? [low] : low.round < high.round ? [low, high] : [high, low]
    }
  }
}
