/// The features of chosen rows of a source, in the order in which they are to lie, scaled.
struct OrderedRows {
  let values: Values
  /// Of a row.
  let width: Int
  /// The source's rows, by the position at which each is to lie.
  let rows: [Int]
  var scaling: Scaling?

  var count: Int { rows.count * width }

  /// The features where they lie already, if that is in this order and not to be scaled.
  var inPlace: Floats? {
    scaling == nil ? values.inPlace(rows, width: width) : nil
  }

  /// All of them, copied unless they lie as they should.
  /// - Throws: `tooLarge` when there are more than memory should hold.
  func floats(path: String) throws(DatasetError) -> Floats {
    if let inPlace { return inPlace }
    guard count <= valueLimit else { throw DatasetError(path: path, kind: .tooLarge(limit: valueLimit)) }
    let all = [Float](unsafeUninitializedCapacity: count) { target, filled in
      copy(rows.indices, to: target)
      filled = count
    }
    return Floats(all)
  }

  /// Gives the rows at some positions in order, as many at once as a cache holds.
  func forEachStretch(_ positions: Range<Int>, _ body: (_ features: UnsafeBufferPointer<Float>) -> Void) {
    let most = max(1, stretchSize / (4 * width))
    let buffer = UnsafeMutableBufferPointer<Float>.allocate(capacity: min(most, positions.count) * width)
    defer { buffer.deallocate() }
    var start = positions.lowerBound
    while start < positions.upperBound {
      let end = min(start + most, positions.upperBound)
      copy(start..<end, to: buffer)
      body(UnsafeBufferPointer(rebasing: buffer.prefix((end - start) * width)))
      start = end
    }
  }

  private func copy(_ positions: Range<Int>, to target: UnsafeMutableBufferPointer<Float>) {
    guard let base = target.baseAddress else { return }
    values.copy(rows[positions], width: width, to: base)
    scaling?.apply(to: UnsafeMutableBufferPointer(start: base, count: positions.count * width))
  }
}
