/// The classes that the outputs of a chunk of rows stand for, found for many rows at once.
struct Predictions: ~Copyable {
  /// Of each row: the largest output so far, its class, and 0 as long as every output is finite (NaN
  /// afterwards).
  private let largest: UnsafeMutablePointer<Float>
  private let classes: UnsafeMutablePointer<Float>
  private let poison: UnsafeMutablePointer<Float>
  private let scratch: Scratch

  init(capacity: Int) {
    var scratch = Scratch()
    let rows = scratch.matrix(rows: 3, columns: capacity)
    (largest, classes, poison) = (rows.base, rows.base + rows.stride, rows.base + 2 * rows.stride)
    self.scratch = scratch
  }

  /// - Parameter outputs: [rows × classes], stored class by class.
  func find(in outputs: Matrix) {
    for row in 0..<outputs.rows { (largest[row], classes[row], poison[row]) = (-.infinity, 0, 0) }
    for candidate in 0..<outputs.columns {
      let values = outputs.base + candidate * outputs.stride
      let label = Float(candidate)
      for row in 0..<outputs.rows {
        let value = values[row]
        poison[row] += value - value
        classes[row] = value > largest[row] ? label : classes[row]
        largest[row] = value > largest[row] ? value : largest[row]
      }
    }
  }

  func isFinite(_ row: Int) -> Bool { poison[row] == 0 }

  /// The lowest class of equals, and class 0 when any output is not finite.
  func predicted(_ row: Int) -> Int { isFinite(row) ? Int(classes[row]) : 0 }
}
