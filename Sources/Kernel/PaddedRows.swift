import CKernel

/// A matrix whose rows are whole cache lines, and zero beyond its columns.
struct PaddedRows {
  let base: UnsafeMutablePointer<Float>
  let stride: Int
  private let rows: Int
  private let columns: Int

  init(_ rows: Int, columns: Int, scratch: inout Scratch) {
    self.rows = rows
    self.columns = columns
    stride = Scratch.padded(columns)
    guard let base = scratch.floats(rows * stride).baseAddress else {
      preconditionFailure("rows need memory")
    }
    self.base = base
  }

  func row(_ index: Int) -> UnsafeMutablePointer<Float> { base + index * stride }

  func clear() { base.update(repeating: 0, count: rows * stride) }

  /// Rows `firstRow` and on become the columns of `values`, a dense matrix [columns × rows].
  func loadColumns(
    from values: UnsafePointer<Float>, firstRow: Int = 0, rows: Int, _ kernels: UnsafePointer<VectorKernels>
  ) {
    precondition(firstRow + rows <= self.rows)
    kernels.pointee.transpose(values, columns, rows, rows, row(firstRow), stride)
  }

  /// The first rows become the columns of `values`, a dense matrix [columns × rows].
  func storeColumns(
    to values: UnsafeMutablePointer<Float>, rows: Int, _ kernels: UnsafePointer<VectorKernels>
  ) {
    precondition(rows <= self.rows)
    kernels.pointee.transpose(base, rows, columns, stride, values, rows)
  }
}
