/// Zeroed floats on cache lines of their own, all freed with their owner.
struct Scratch: ~Copyable {
  private var blocks: [UnsafeMutableBufferPointer<Float>] = []

  /// The memory reaches to the end of the last lanes.
  mutating func floats(_ count: Int) -> UnsafeMutableBufferPointer<Float> {
    let bytes = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(Lanes.rounded(count), Lanes.width) * MemoryLayout<Float>.stride, alignment: 64)
    let block = bytes.bindMemory(to: Float.self)
    block.initialize(repeating: 0)
    blocks.append(block)
    return UnsafeMutableBufferPointer(rebasing: block[..<count])
  }

  /// - Parameter columns: every row gets room for whole lanes, and its surplus stays zero.
  mutating func matrix(rows: Int, columns: Int) -> Matrix {
    let stride = Lanes.rounded(columns)
    return Matrix(floats(rows * stride), rows: rows, columns: columns, stride: stride)
  }

  /// A matrix with these elements, row by row; `transposed` says how they are stored, not what they are.
  mutating func matrix(rows: Int, columns: Int, values: [Float], transposed: Bool = false) -> Matrix {
    precondition(values.count == rows * columns)
    let stored = transposed ? matrix(rows: columns, columns: rows) : matrix(rows: rows, columns: columns)
    let matrix = transposed ? stored.transposed : stored
    for (index, value) in values.enumerated() { matrix[index / columns, index % columns] = value }
    return matrix
  }

  deinit {
    for block in blocks { block.deallocate() }
  }
}
