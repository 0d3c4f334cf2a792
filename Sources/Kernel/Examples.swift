/// Some rows of a data set in memory that someone else keeps alive, such as a mapped file: features row-major
/// [rows × inputs] and one target a row.
package struct Examples {
  /// [all rows × inputs] and [all rows]; `rows` says which of them are meant.
  package let x: UnsafeBufferPointer<Float>
  package let y: UnsafeBufferPointer<Float>
  package let rows: Range<Int>

  package init(x: UnsafeBufferPointer<Float>, y: UnsafeBufferPointer<Float>, rows: Range<Int>) {
    self.x = x
    self.y = y
    self.rows = rows
  }

  /// - Throws: `rows`, `features` or `target` when the network cannot take these rows.
  func check(against network: borrowing Network) throws(KernelError) {
    guard rows.lowerBound >= 0, rows.upperBound <= y.count else { throw .rows(rows, of: y.count) }
    let features = y.count.multipliedReportingOverflow(by: network.inputs)
    guard !features.overflow, x.count == features.partialValue else {
      throw .features(expected: features.partialValue, found: x.count)
    }
    guard network.targetClasses > 0 else { return }
    let classes = Float(network.targetClasses)
    for row in rows {
      let target = y[row]
      guard target >= 0, target < classes, target == target.rounded(.towardZero) else {
        throw .target(row: row, value: target)
      }
    }
  }
}
