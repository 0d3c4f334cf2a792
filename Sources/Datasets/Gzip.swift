import CZlib

let gzipMagic: [UInt8] = [0x1F, 0x8B]

/// Unpacks gzip data, one member or several, up to a limit. Memory grows with what is unpacked, not with what
/// the data claims; the checksum is checked when the end is reached.
/// - Returns: the first `limit` bytes, or all when there are fewer.
func gunzip(_ packed: FileBytes, atMost limit: Int, path: String) throws(DatasetError) -> [UInt8] {
  var stream = z_stream()
  // zlib keeps the stream's address, so it stays in one place from start to end.
  let unpacked = withUnsafeMutablePointer(to: &stream) { stream -> [UInt8]? in
    // 16 more than the window's bits asks for gzip's header and checksum.
    let started = inflateInit2_(stream, 16 + MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard started == Z_OK else { return nil }
    defer { inflateEnd(stream) }
    return packed.withUnsafeBytes { inflateAll($0.assumingMemoryBound(to: UInt8.self), stream, limit) }
  }
  guard let unpacked else { throw DatasetError(path: path, kind: .badGzip) }
  return unpacked
}

private func inflateAll(
  _ packed: UnsafeBufferPointer<UInt8>, _ stream: UnsafeMutablePointer<z_stream>, _ limit: Int
) -> [UInt8]? {
  var unpacked: [UInt8] = []
  var rest = packed[...]
  var room = 1 << 16
  while unpacked.count < limit {
    let (chunk, result) = inflateChunk(&rest, stream, room: min(room, limit - unpacked.count))
    unpacked += chunk
    room = min(room * 2, 1 << 24)
    if result == Z_STREAM_END {
      // Another member may follow; zeros after the last one are padding.
      guard rest.starts(with: gzipMagic) else { return unpacked }
      guard inflateReset(stream) == Z_OK else { return nil }
    } else if result != Z_OK {
      return nil
    }
  }
  return unpacked
}

/// Unpacks at most `room` bytes, and takes off `rest` what they were packed in.
private func inflateChunk(
  _ rest: inout Slice<UnsafeBufferPointer<UInt8>>, _ stream: UnsafeMutablePointer<z_stream>, room: Int
) -> (chunk: [UInt8], result: Int32) {
  let input = UnsafeBufferPointer(rebasing: rest.prefix(1 << 30))
  stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
  stream.pointee.avail_in = UInt32(input.count)
  var result = Z_OK
  let chunk = [UInt8](unsafeUninitializedCapacity: room) { output, count in
    stream.pointee.next_out = output.baseAddress
    stream.pointee.avail_out = UInt32(room)
    result = inflate(stream, Z_NO_FLUSH)
    count = room - Int(stream.pointee.avail_out)
  }
  rest = rest.dropFirst(input.count - Int(stream.pointee.avail_in))
  return (chunk, result)
}
