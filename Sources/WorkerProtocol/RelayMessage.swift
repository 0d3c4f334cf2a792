import Determinism

/// What a coordinator and the relay on another machine say to one another: the streams of many workers, in chunks, on
/// one stream.
///
/// A chunk is a header of 25 bytes, all little-endian: its kind (u8), the worker (u64), how many bytes follow (u64),
/// and the xxHash64 of the 17 bytes before (u64). A worker's own frames have checksums of their own, so that no byte of
/// a chunk goes unchecked.
package enum RelayMessage: Sendable, Equatable {
  /// To the relay: start a worker of this number, never one that was used before on this stream.
  case start(worker: Int)
  /// To the relay: end a worker, of which no more shall be heard.
  case stop(worker: Int)
  /// Either way: bytes of a worker's stream. A reader gives a chunk's bytes in pieces, as they come.
  case data(worker: Int, ArraySlice<UInt8>)
  /// From the relay: a worker ended without being stopped; why, for people.
  case ended(worker: Int, reason: String)
}

extension RelayMessage {
  static let headerSize = 25
  /// The header's part before the checksum.
  static let fieldsSize = 17
  /// The most bytes of a reason.
  static let reasonLimit = 4096

  enum Kind: UInt8 {
    case start = 1
    case stop, data, ended
  }

  package var name: String {
    switch self {
    case .start: "start"
    case .stop: "stop"
    case .data: "data"
    case .ended: "ended"
    }
  }

  package var encoded: [UInt8] {
    switch self {
    case .start(let worker): Self.header(.start, worker: worker, length: 0)
    case .stop(let worker): Self.header(.stop, worker: worker, length: 0)
    case .data(let worker, let bytes): Self.header(.data, worker: worker, length: bytes.count) + bytes
    case .ended(let worker, let reason):
      Self.header(.ended, worker: worker, length: min(reason.utf8.count, Self.reasonLimit))
        + reason.utf8.prefix(Self.reasonLimit)
    }
  }

  /// What goes before so many bytes of a worker's stream that are sent without a copy.
  package static func header(ofData length: Int, worker: Int) -> [UInt8] {
    header(.data, worker: worker, length: length)
  }

  private static func header(_ kind: Kind, worker: Int, length: Int) -> [UInt8] {
    var writer = CanonicalWriter()
    writer.write(kind.rawValue)
    writer.write(worker)
    writer.write(length)
    let sum = writer.bytes.withUnsafeBytes { xxHash64($0, seed: 0) }
    writer.write(sum)
    return writer.bytes
  }
}
