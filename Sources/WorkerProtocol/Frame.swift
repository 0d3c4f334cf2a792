import Determinism

/// One message on its way: a kind and the payload's canonical bytes.
///
/// As bytes it is the payload's length (u32), the kind (u8), the CRC-32C of those five bytes and the payload (u32),
/// and the payload; integers little-endian. The checksum comes first so that a large payload is never moved for it.
struct Frame: Equatable {
  static let headerSize = 9

  var kind: UInt8
  var payload: [UInt8]

  static func bytes(kind: UInt8, payload: (inout CanonicalWriter) -> Void) -> [UInt8] {
    var writer = CanonicalWriter()
    writer.write(UInt32(0))
    writer.write(kind)
    writer.write(UInt32(0))
    payload(&writer)
    var bytes = writer.bytes
    // Leaves `bytes` the only owner, so that the header is filled in place and not in a copy.
    writer = CanonicalWriter()
    let length = bytes.count - headerSize
    precondition(length <= UInt32.max, "a message of 4 GiB or more cannot be sent")
    bytes.replaceSubrange(0..<4, with: littleEndian(UInt32(length)))
    bytes.replaceSubrange(5..<9, with: littleEndian(checksum(of: bytes[0..<5], bytes[headerSize...])))
    return bytes
  }

  static func checksum(of head: ArraySlice<UInt8>, _ payload: ArraySlice<UInt8>) -> UInt32 {
    var crc = CRC32C()
    head.withUnsafeBytes { crc.update($0) }
    payload.withUnsafeBytes { crc.update($0) }
    return crc.value
  }

  private static func littleEndian(_ value: UInt32) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian) { Array($0) }
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
    guard number(at: 5) == Frame.checksum(of: header[0..<5], payload[...]) else {
      throw .damaged(length: length)
    }
    defer {
      header.removeAll(keepingCapacity: true)
      payload = []
    }
    return Frame(kind: header[4], payload: payload)
  }

  private var length: Int { Int(number(at: 0)) }

  private func number(at offset: Int) -> UInt32 {
    header[offset..<offset + 4].reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }

  private func move(_ count: Int, from source: inout ArraySlice<UInt8>, to target: inout [UInt8]) {
    let taken = source.prefix(count)
    target.append(contentsOf: taken)
    source = source.dropFirst(taken.count)
  }
}
