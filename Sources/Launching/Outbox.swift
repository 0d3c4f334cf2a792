import Glibc

/// Bytes on their way to a worker, written as many at a time as the descriptor takes. Many floats are not copied: the
/// same model may be in many outboxes.
struct Outbox {
  private enum Chunk {
    case bytes([UInt8])
    case floats([Float])
  }

  /// From so many floats on, a copy costs more than a call of its own.
  private static let many = 16_384

  private var chunks: [Chunk] = []
  /// How much of the first chunk is written.
  private var offset = 0

  init() {}

  var isEmpty: Bool { chunks.isEmpty }

  mutating func append(_ bytes: [UInt8], floats: [Float]) {
    append(bytes)
    if floats.count >= Self.many {
      chunks.append(.floats(floats))
    } else if !floats.isEmpty {
      append(floats.withUnsafeBytes { Array($0) })
    }
  }

  /// Small messages in a row become one chunk.
  private mutating func append(_ bytes: [UInt8]) {
    guard case .bytes(var last)? = chunks.last else { return chunks.append(.bytes(bytes)) }
    chunks.removeLast()
    last += bytes
    chunks.append(.bytes(last))
  }

  /// Writes what the descriptor takes now.
  ///
  /// - Returns: false when nobody will ever read it.
  mutating func write(to descriptor: Int32) -> Bool {
    while let chunk = chunks.first {
      let (count, rest) =
        switch chunk {
        case .bytes(let bytes): bytes.withUnsafeBytes { write($0, to: descriptor) }
        case .floats(let floats): floats.withUnsafeBytes { write($0, to: descriptor) }
        }
      if count < 0 { return errno == EAGAIN || errno == EINTR }
      offset = rest == 0 ? 0 : offset + count
      if rest == 0 { chunks.removeFirst() }
    }
    return true
  }

  /// - Returns: what the call returned, and how much of the chunk is then left.
  private func write(_ chunk: UnsafeRawBufferPointer, to descriptor: Int32) -> (count: Int, rest: Int) {
    let part = UnsafeRawBufferPointer(rebasing: chunk[offset...])
    let count = Glibc.write(descriptor, part.baseAddress, part.count)
    return (count, part.count - max(0, count))
  }
}
