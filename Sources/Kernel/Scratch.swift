import Determinism
import Glibc

/// Zeroed floats on cache lines of their own, all freed with their owner. Memory that is never touched costs
/// nothing.
struct Scratch: ~Copyable {
  /// Floats in a cache line, which are the lanes of the widest vector unit.
  static let line = 16

  private var blocks: [UnsafeMutableRawPointer] = []

  /// `count` rounded up to whole cache lines.
  static func padded(_ count: Int) -> Int { (count + line - 1) / line * line }

  /// The memory reaches to the end of the last cache line, so that vectors may run over the count's end.
  mutating func floats(_ count: Int) -> UnsafeMutableBufferPointer<Float> {
    let lineBytes = Scratch.line * MemoryLayout<Float>.stride
    let bytes = max(Scratch.padded(count), Scratch.line) * MemoryLayout<Float>.stride
    guard let block = calloc(bytes + lineBytes, 1) else {
      preconditionFailure("out of memory: \(bytes) bytes")
    }
    blocks.append(block)
    let start = block.alignedUp(toMultipleOf: lineBytes)
    UnsafeMutableRawBufferPointer(start: start, count: bytes).preferLargePages()
    return UnsafeMutableBufferPointer(start: start.bindMemory(to: Float.self, capacity: count), count: count)
  }

  /// - Parameter columns: every row gets room for whole cache lines, and its surplus stays zero.
  mutating func matrix(rows: Int, columns: Int) -> Matrix {
    let stride = max(Scratch.padded(columns), Scratch.line)
    return Matrix(floats(rows * stride), rows: rows, columns: columns, stride: stride)
  }

  deinit {
    for block in blocks { free(block) }
  }
}
