/// Some rows of a data set, borrowed: features row-major [rows × inputs] and one target a row.
package struct Examples: Sendable {
  /// [all rows × inputs] and [all rows]; `rows` says which of them are meant.
  package let x: [Float]
  package let y: [Float]
  package let rows: Range<Int>

  package init(x: [Float], y: [Float], rows: Range<Int>) {
    self.x = x
    self.y = y
    self.rows = rows
  }

  package init(x: [Float], y: [Float]) {
    self.init(x: x, y: y, rows: y.indices)
  }

  /// - Throws: `rows`, `features` or `target` when the model cannot take these rows.
  func check(against shape: ModelShape) throws(KernelError) {
    guard rows.lowerBound >= 0, rows.upperBound <= y.count else { throw .rows(rows, of: y.count) }
    guard x.count == y.count * shape.inputs else {
      throw .features(expected: y.count * shape.inputs, found: x.count)
    }
    guard shape.classes > 0 else { return }
    for row in rows {
      let target = y[row]
      guard target >= 0, target < Float(shape.classes), target == target.rounded(.towardZero) else {
        throw .target(row: row, value: target)
      }
    }
  }
}
