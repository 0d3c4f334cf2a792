/// The feature values of a source, row-major, as the source has them.
enum Values {
  case floats([Float])
  /// One after the other, all of the same width and of finite numbers.
  case arrays([NumberArray])

  /// Copies the chosen rows one after another, as floats.
  func copy(_ rows: ArraySlice<Int>, width: Int, to target: UnsafeMutablePointer<Float>) {
    switch self {
    case .floats(let floats): copy(rows, of: floats, width, to: target)
    case .arrays(let arrays):
      for (index, row) in rows.enumerated() {
        let (array, first) = arrays.holding(row)
        array.copy((row - first) * width..<(row - first + 1) * width, to: target + index * width)
      }
    }
  }

  private func copy(
    _ rows: ArraySlice<Int>, of floats: [Float], _ width: Int, to target: UnsafeMutablePointer<Float>
  ) {
    floats.withUnsafeBufferPointer { floats in
      for (index, row) in rows.enumerated() {
        let source = UnsafeBufferPointer(rebasing: floats[row * width..<(row + 1) * width])
        guard let base = source.baseAddress else { return }
        (target + index * width).update(from: base, count: width)
      }
    }
  }

  /// The chosen rows where they lie; nil unless they lie together, in this order, as floats.
  func inPlace(_ rows: [Int], width: Int) -> Floats? {
    guard let first = rows.first, rows.indices.allSatisfy({ rows[$0] == first + $0 }) else { return nil }
    switch self {
    case .floats(let floats): return rows.count * width == floats.count ? Floats(floats) : nil
    case .arrays(let arrays):
      let (array, start) = arrays.holding(first)
      return start == first && array.rows == rows.count ? array.inPlace : nil
    }
  }
}

extension [NumberArray] {
  /// The array that has a row of all arrays' rows, and the first row of that array among them.
  fileprivate func holding(_ row: Int) -> (array: NumberArray, first: Int) {
    var first = 0
    for array in dropLast() {
      if row < first + array.rows { return (array, first) }
      first += array.rows
    }
    return (self[count - 1], first)
  }
}
