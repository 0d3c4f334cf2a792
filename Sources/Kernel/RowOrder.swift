import Determinism

/// The order in which a client's rows are visited: as they lie, until an epoch shuffles the order of the one
/// before.
struct RowOrder {
  private(set) var places: [Int] = []
  private var stream = RandomStream(seed: 0, purpose: .shuffle)

  /// Takes up another client's rows, as they lie. The memory of the last one's is used again.
  mutating func restart(_ rows: Range<Int>, seed: UInt64, round: Int, client: Int) {
    places.removeAll(keepingCapacity: true)
    places.append(contentsOf: rows)
    stream = RandomStream(seed: seed, purpose: .shuffle, round: round, client: client)
  }

  /// What `RandomStream.shuffle` does, without the cost of its generic code, which is that of the training
  /// itself.
  mutating func shuffle() {
    for last in stride(from: places.count - 1, through: 1, by: -1) {
      places.swapAt(last, stream.below(last + 1))
    }
  }
}
