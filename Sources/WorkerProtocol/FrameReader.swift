import Determinism

/// Cuts a stream into frames, however the stream was chopped up on the way. Every byte is moved once, a float's to where
/// it stays.
struct FrameReader {
  /// The most bytes after a header that are believed; read when a header is complete.
  var limit: Int
  /// Those of the last frame that had any, until the next such frame begins, which takes the same memory.
  private(set) var floats: [Float] = []

  private var header: [UInt8] = []
  private var head: [UInt8] = []
  /// How many bytes of the frame's floats are there.
  private var filled = 0

  init(limit: Int) {
    self.limit = limit
  }

  /// How many bytes the frame in progress still lacks, as far as is known; 0 between frames.
  var missing: Int {
    if header.isEmpty { return 0 }
    return header.count < Frame.headerSize
      ? Frame.headerSize - header.count : headLength - head.count + 4 * floatCount - filled
  }

  /// Takes bytes off the front until a frame is complete.
  ///
  /// - Returns: nil when `bytes` is used up before.
  mutating func next(_ bytes: inout ArraySlice<UInt8>) throws(ProtocolError) -> Frame? {
    if header.count < Frame.headerSize {
      move(Frame.headerSize - header.count, from: &bytes, to: &header)
      guard header.count == Frame.headerSize else { return nil }
      try begin()
    }
    move(headLength - head.count, from: &bytes, to: &head)
    if filled < 4 * floatCount { moveFloats(from: &bytes) }
    guard missing == 0 else { return nil }
    guard isIntact else { throw .damaged(length: headLength + 4 * floatCount) }
    defer {
      header.removeAll(keepingCapacity: true)
      head = []
    }
    return Frame(kind: header[8], head: head, floats: floatCount)
  }

  /// Hands over the floats, so that the next ones get memory of their own.
  mutating func takeFloats() -> [Float] {
    defer { floats = [] }
    return floats
  }

  private var headLength: Int { Int(number(header[0..<4])) }
  private var floatCount: Int { Int(number(header[4..<8])) }

  /// Makes room for what the header announces, if that can be.
  private mutating func begin() throws(ProtocolError) {
    let check = header.withUnsafeBytes {
      Frame.check(fields: UnsafeRawBufferPointer(rebasing: $0[..<Frame.fieldsSize]))
    }
    guard number(header[Frame.fieldsSize..<Frame.sumOffset]) == check else { throw .damagedHeader }
    let length = headLength + 4 * floatCount
    guard length <= limit else { throw .frameTooLong(length: length, limit: limit) }
    filled = 0
    if floatCount > 0 && floats.count != floatCount {
      // The old ones go before the new ones come: there may not be room for both.
      floats = []
      floats = Array(zeros: floatCount)
    }
  }

  private var isIntact: Bool {
    let sum = header.withUnsafeBytes { header in
      head.withUnsafeBytes { head in
        floats.withUnsafeBytes { floats in
          Frame.checksum(
            fields: UnsafeRawBufferPointer(rebasing: header[..<Frame.fieldsSize]), head: head,
            floats: UnsafeRawBufferPointer(rebasing: floats[..<filled]))
        }
      }
    }
    return number(header[Frame.sumOffset...]) == sum
  }

  private func number(_ littleEndian: ArraySlice<UInt8>) -> UInt64 {
    littleEndian.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  private func move(_ count: Int, from source: inout ArraySlice<UInt8>, to target: inout [UInt8]) {
    let taken = source.prefix(count)
    target.append(contentsOf: taken)
    source = source.dropFirst(taken.count)
  }

  private mutating func moveFloats(from source: inout ArraySlice<UInt8>) {
    let taken = source.prefix(4 * floatCount - filled)
    floats.withUnsafeMutableBytes { floats in
      UnsafeMutableRawBufferPointer(rebasing: floats[filled...]).copyBytes(from: taken)
    }
    filled += taken.count
    source = source.dropFirst(taken.count)
  }
}
