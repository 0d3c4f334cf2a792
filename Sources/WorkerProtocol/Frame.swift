import Determinism

/// One message on its way: a kind and the payload's canonical bytes.
///
/// As bytes it is the payload's length (u32), the kind (u8), a checksum (u64) and the payload; integers little-endian.
/// The checksum comes first so that a large payload is never moved for it.
struct Frame: Equatable {
  static let headerSize = 13

  var kind: UInt8
  var payload: [UInt8]

  static func bytes(kind: UInt8, payload: (inout CanonicalWriter) -> Void) -> [UInt8] {
    var writer = CanonicalWriter()
    writer.write(UInt32(0))
    writer.write(kind)
    writer.write(UInt64(0))
    payload(&writer)
    var bytes = writer.bytes
    // Leaves `bytes` the only owner, so that the header is filled in place and not in a copy.
    writer = CanonicalWriter()
    let length = bytes.count - headerSize
    precondition(length <= UInt32.max, "a message of 4 GiB or more cannot be sent")
    bytes.withUnsafeMutableBytes { bytes in
      let sum = checksum(kind: kind, payload: UnsafeRawBufferPointer(rebasing: bytes[headerSize...]))
      bytes.storeBytes(of: UInt32(length).littleEndian, as: UInt32.self)
      bytes.storeBytes(of: sum.littleEndian, toByteOffset: 5, as: UInt64.self)
    }
    return bytes
  }

  /// The xxHash64 of the payload, with the header's first five bytes as the seed.
  static func checksum(kind: UInt8, payload: UnsafeRawBufferPointer) -> UInt64 {
    xxHash64(payload, seed: UInt64(payload.count) | UInt64(kind) << 32)
  }
}

/// Cuts a stream into frames, however the stream was chopped up on the way. Every byte is moved once.
struct FrameReader {
  /// The longest payload that is believed; read when a header is complete.
  var limit: Int

  private var header: [UInt8] = []
  private var payload: [UInt8] = []

  init(limit: Int) {
    self.limit = limit
  }

  /// How many bytes the frame in progress still lacks, as far as is known; 0 between frames.
  var missing: Int {
    if header.isEmpty { return 0 }
    return header.count < Frame.headerSize ? Frame.headerSize - header.count : length - payload.count
  }

  /// Takes bytes off the front until a frame is complete.
  ///
  /// - Returns: nil when `bytes` is used up before.
  mutating func next(_ bytes: inout ArraySlice<UInt8>) throws(ProtocolError) -> Frame? {
    if header.count < Frame.headerSize {
      move(Frame.headerSize - header.count, from: &bytes, to: &header)
      guard header.count == Frame.headerSize else { return nil }
      guard length <= limit else { throw .frameTooLong(length: length, limit: limit) }
      payload.reserveCapacity(length)
    }
    move(length - payload.count, from: &bytes, to: &payload)
    guard payload.count == length else { return nil }
    guard number(header[5..<13]) == payload.withUnsafeBytes({ Frame.checksum(kind: header[4], payload: $0) })
    else { throw .damaged(length: length) }
    defer {
      header.removeAll(keepingCapacity: true)
      payload = []
    }
    return Frame(kind: header[4], payload: payload)
  }

  private var length: Int { Int(number(header[0..<4])) }

  private func number(_ littleEndian: ArraySlice<UInt8>) -> UInt64 {
    littleEndian.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  private func move(_ count: Int, from source: inout ArraySlice<UInt8>, to target: inout [UInt8]) {
    let taken = source.prefix(count)
    target.append(contentsOf: taken)
    source = source.dropFirst(taken.count)
  }
}
