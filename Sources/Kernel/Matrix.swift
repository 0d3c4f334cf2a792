/// A row-major matrix of floats in memory that someone else owns and keeps alive.
///
/// Element (r, c) is `base[r * stride + c]`, or `base[c * stride + r]` when it is read transposed.
struct Matrix {
  let base: UnsafeMutablePointer<Float>
  let rows: Int
  let columns: Int
  /// Floats from one stored row to the next.
  let stride: Int
  let isTransposed: Bool

  /// - Precondition: the matrix lies inside `memory`, and BLAS can count its sides in 32 bits.
  init(_ memory: UnsafeMutableBufferPointer<Float>, rows: Int, columns: Int, stride: Int) {
    precondition(rows >= 0 && columns >= 0 && stride >= max(columns, 1) && stride <= Int(Int32.max))
    precondition(
      rows <= Int(Int32.max) && rows * stride <= memory.count, "the matrix is larger than its memory")
    guard let base = memory.baseAddress else { preconditionFailure("a matrix needs memory") }
    self.init(base: base, rows: rows, columns: columns, stride: stride, isTransposed: false)
  }

  /// Rows without a gap between them.
  /// - Precondition: the memory from `base` on holds them, and BLAS can count their sides in 32 bits.
  @inline(__always)
  init(packedAt base: UnsafeMutablePointer<Float>, rows: Int, columns: Int) {
    self.init(base: base, rows: rows, columns: columns, stride: columns, isTransposed: false)
  }

  @inline(__always)
  private init(base: UnsafeMutablePointer<Float>, rows: Int, columns: Int, stride: Int, isTransposed: Bool) {
    self.base = base
    self.rows = rows
    self.columns = columns
    self.stride = stride
    self.isTransposed = isTransposed
  }

  @inline(__always)
  var transposed: Matrix {
    Matrix(base: base, rows: columns, columns: rows, stride: stride, isTransposed: !isTransposed)
  }

  subscript(row: Int, column: Int) -> Float {
    get {
      precondition(0..<rows ~= row && 0..<columns ~= column)
      return base[isTransposed ? column * stride + row : row * stride + column]
    }
    nonmutating set {
      precondition(0..<rows ~= row && 0..<columns ~= column)
      base[isTransposed ? column * stride + row : row * stride + column] = newValue
    }
  }

  /// The upper left part.
  /// - Precondition: it is not larger than the matrix.
  @inline(__always)
  func prefix(rows: Int, columns: Int) -> Matrix {
    precondition(rows >= 0 && rows <= self.rows && columns >= 0 && columns <= self.columns)
    return Matrix(base: base, rows: rows, columns: columns, stride: stride, isTransposed: isTransposed)
  }

  @inline(__always)
  func prefix(rows: Int) -> Matrix { prefix(rows: rows, columns: columns) }

  @inline(__always)
  func prefix(columns: Int) -> Matrix { prefix(rows: rows, columns: columns) }
}

extension Matrix {
  /// The elements row by row.
  var values: [Float] {
    (0..<rows).flatMap { row in (0..<columns).map { self[row, $0] } }
  }
}

extension Scratch {
  /// A matrix with these elements, row by row; `transposed` says how they are stored, not what they are.
  mutating func matrix(rows: Int, columns: Int, values: [Float], transposed: Bool = false) -> Matrix {
    precondition(values.count == rows * columns)
    let stored = transposed ? matrix(rows: columns, columns: rows) : matrix(rows: rows, columns: columns)
    let matrix = transposed ? stored.transposed : stored
    for row in 0..<rows {
      for column in 0..<columns { matrix[row, column] = values[row * columns + column] }
    }
    return matrix
  }
}
