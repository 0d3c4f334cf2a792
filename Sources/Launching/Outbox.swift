import Glibc

/// Bytes on their way to a worker. They are not copied: the same model may be in many outboxes.
struct Outbox {
  private var chunks: [[UInt8]] = []
  /// How much of the first chunk is written.
  private var offset = 0

  init() {}

  var isEmpty: Bool { chunks.isEmpty }

  mutating func append(_ bytes: [UInt8]) {
    if !bytes.isEmpty { chunks.append(bytes) }
  }

  /// Writes what the descriptor takes now.
  ///
  /// - Returns: false when nobody will ever read it.
  mutating func write(to descriptor: Int32) -> Bool {
    while let chunk = chunks.first {
      let count = chunk.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress?.advanced(by: offset), $0.count - offset)
      }
      if count < 0 { return errno == EAGAIN || errno == EINTR }
      offset += count
      if offset == chunk.count {
        chunks.removeFirst()
        offset = 0
      }
    }
    return true
  }
}
