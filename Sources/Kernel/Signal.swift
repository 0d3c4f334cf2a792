/// What lies between two layers: a batch's values there, and the loss's gradient with respect to them.
struct Signal {
  /// Values of a row.
  let width: Int
  /// [capacity × (width + 1)]: the last column holds ones, through which a dense layer has its biases. The
  /// outputs alone have no such column, and may lie output by output.
  let values: Matrix
  /// [capacity × width], each with the values' place in memory: the padding stays zero. The outputs' is the
  /// outputs themselves, which a loss replaces by its gradient.
  let gradient: Matrix

  /// Between layers.
  init(width: Int, capacity: Int, scratch: inout Scratch) {
    self.width = width
    values = scratch.matrix(rows: capacity, columns: width + 1)
    gradient = scratch.matrix(rows: capacity, columns: width + 1).prefix(columns: width)
    setOnes(rows: capacity)
  }

  /// The outputs. Most losses work on many rows at once and never across a row, so they take them output by
  /// output; a reconstruction is compared row by row.
  init(outputs width: Int, of loss: ModelShape.Loss, capacity: Int, scratch: inout Scratch) {
    self.width = width
    values =
      loss == .reconstruction
      ? scratch.matrix(rows: capacity, columns: width)
      : scratch.matrix(rows: width, columns: capacity).transposed
    gradient = values
  }

  @inline(__always)
  func values(rows: Int) -> Matrix { values.prefix(rows: rows, columns: width) }

  @inline(__always)
  func valuesAndOnes(rows: Int) -> Matrix { values.prefix(rows: rows) }

  @inline(__always)
  func gradient(rows: Int) -> Matrix { gradient.prefix(rows: rows) }

  private func setOnes(rows: Int) {
    for row in 0..<rows { values.base[row * values.stride + width] = 1 }
  }
}
