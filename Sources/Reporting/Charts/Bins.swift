/// Neighbours put together, so that no more are drawn than can be seen.
struct Bins: Equatable {
  /// Equally many in each, but for the rest; the last ends where all end.
  let ranges: [Range<Int>]

  init(_ count: Int, limit: Int) {
    let bins = min(count, limit)
    ranges = (0..<bins).map { count * $0 / bins..<count * ($0 + 1) / bins }
  }
}
