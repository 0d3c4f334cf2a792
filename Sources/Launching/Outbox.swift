import Glibc

/// Bytes on their way through a descriptor, written as many at a time as the descriptor takes. Many floats are not copied: the
/// same model may be in many outboxes.
struct Outbox {
  private enum Chunk {
    case bytes([UInt8])
    case floats([Float])
  }

  /// From so many floats on, a copy costs more than a call of its own.
  private static let many = 16_384
  /// Messages in a row become one chunk up to so many bytes.
  private static let small = 65_536

  private var chunks: [Chunk] = []
  /// How much of the first chunk is written.
  private var offset = 0

  init() {}

  /// How many bytes there are.
  private(set) var count = 0

  var isEmpty: Bool { chunks.isEmpty }

  mutating func append(_ bytes: [UInt8], floats: [Float]) {
    append(bytes[...])
    if floats.count >= Self.many {
      chunks.append(.floats(floats))
      count += 4 * floats.count
    } else if !floats.isEmpty {
      append(floats.withUnsafeBytes { Array($0) }[...])
    }
  }

  mutating func append(_ bytes: ArraySlice<UInt8>) {
    if bytes.isEmpty { return }
    count += bytes.count
    guard case .bytes(var last)? = chunks.last, last.count + bytes.count <= Self.small else {
      return chunks.append(.bytes(Array(bytes)))
    }
    chunks.removeLast()
    last += bytes
    chunks.append(.bytes(last))
  }

  /// Writes what the descriptor takes now.
  ///
  /// - Returns: false when nobody will ever read it.
  mutating func write(to descriptor: Int32) -> Bool {
    while let chunk = chunks.first {
      let (written, rest) =
        switch chunk {
        case .bytes(let bytes): bytes.withUnsafeBytes { write($0, to: descriptor) }
        case .floats(let floats): floats.withUnsafeBytes { write($0, to: descriptor) }
        }
      if written < 0 { return errno == EAGAIN || errno == EINTR }
      count -= written
      offset = rest == 0 ? 0 : offset + written
      if rest == 0 { chunks.removeFirst() }
    }
    return true
  }

  /// - Returns: what the call returned, and how much of the chunk is then left.
  private func write(_ chunk: UnsafeRawBufferPointer, to descriptor: Int32) -> (written: Int, rest: Int) {
    let part = UnsafeRawBufferPointer(rebasing: chunk[offset...])
    let count = Glibc.write(descriptor, part.baseAddress, part.count)
    return (count, part.count - max(0, count))
  }
}
