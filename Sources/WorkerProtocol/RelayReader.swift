import Determinism

/// Cuts a stream of chunks into messages, however it was chopped up on the way. It keeps a header and a reason at most:
/// a worker's bytes pass through.
package struct RelayReader: Sendable {
  /// A chunk whose bytes are coming, and how many of them are still to come, at least one.
  private struct Chunk {
    let kind: RelayMessage.Kind
    let worker: Int
    var rest: Int
  }

  private var header: [UInt8] = []
  private var chunk: Chunk?
  private var reason: [UInt8] = []

  package init() {}

  /// Takes bytes off the front until they make a message.
  ///
  /// - Returns: nil when `bytes` is used up before.
  /// - Throws: when the stream cannot be trusted any more.
  package mutating func next(_ bytes: inout ArraySlice<UInt8>) throws(ProtocolError) -> RelayMessage? {
    while !bytes.isEmpty {
      let message = chunk == nil ? try begin(&bytes) : proceed(&bytes)
      if let message { return message }
    }
    return nil
  }

  private mutating func begin(_ bytes: inout ArraySlice<UInt8>) throws(ProtocolError) -> RelayMessage? {
    take(RelayMessage.headerSize - header.count, of: &bytes, into: &header)
    guard header.count == RelayMessage.headerSize else { return nil }
    let next = try Self.chunk(header)
    header.removeAll(keepingCapacity: true)
    switch next.kind {
    case .start: return .start(worker: next.worker)
    case .stop: return .stop(worker: next.worker)
    case .ended where next.rest == 0: return .ended(worker: next.worker, reason: "")
    case .data, .ended:
      chunk = next.rest > 0 ? next : nil
      return nil
    }
  }

  private mutating func proceed(_ bytes: inout ArraySlice<UInt8>) -> RelayMessage? {
    guard let chunk else { return nil }
    let part = bytes.prefix(chunk.rest)
    bytes = bytes.dropFirst(part.count)
    self.chunk?.rest -= part.count
    if part.count == chunk.rest { self.chunk = nil }
    guard chunk.kind == .ended else { return .data(worker: chunk.worker, part) }
    reason += part
    guard part.count == chunk.rest else { return nil }
    defer { reason = [] }
    return .ended(worker: chunk.worker, reason: plainText(reason))
  }

  private func take(_ count: Int, of bytes: inout ArraySlice<UInt8>, into target: inout [UInt8]) {
    target += bytes.prefix(count)
    bytes = bytes.dropFirst(count)
  }

  /// - Parameter header: a whole one.
  private static func chunk(_ header: [UInt8]) throws(ProtocolError) -> Chunk {
    let fields = header[..<RelayMessage.fieldsSize]
    let sum = fields.withUnsafeBytes { xxHash64($0, seed: 0) }
    var reader = CanonicalReader(header)
    guard let number = try? reader.byte(), let worker = try? reader.int(), let length = try? reader.int(),
      let theirs = try? reader.uint64(), theirs == sum
    else { throw .damaged(length: header.count) }
    guard let kind = RelayMessage.Kind(rawValue: number) else { throw .unknownKind(number) }
    guard worker >= 0, length >= 0 else { throw .malformed(message: "chunk", .invalid("number", at: 1)) }
    guard length <= kind.limit else { throw .frameTooLong(length: length, limit: kind.limit) }
    return Chunk(kind: kind, worker: worker, rest: length)
  }
}

extension RelayMessage.Kind {
  /// The most bytes that may follow the header.
  fileprivate var limit: Int {
    switch self {
    case .start, .stop: 0
    case .data: .max
    case .ended: RelayMessage.reasonLimit
    }
  }
}
