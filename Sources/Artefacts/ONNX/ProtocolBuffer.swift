/// A message of Google's protocol buffers, written field by field. Whoever writes them in ascending order gets the same
/// bytes as any other writer of the same fields.
struct ProtocolBuffer {
  private(set) var bytes: [UInt8] = []

  init() {}

  /// A variable-length number; a negative one takes ten bytes, as the format wants it.
  mutating func write(_ field: Int, _ number: Int) {
    key(field, kind: 0)
    variable(UInt64(bitPattern: Int64(number)))
  }

  mutating func write(_ field: Int, _ float: Float) {
    key(field, kind: 5)
    bytes += littleEndian(float.bitPattern)
  }

  mutating func write(_ field: Int, _ text: String) { write(field, bytes: Array(text.utf8)) }

  mutating func write(_ field: Int, _ message: ProtocolBuffer) { write(field, bytes: message.bytes) }

  mutating func write(_ field: Int, bytes content: [UInt8]) {
    key(field, kind: 2)
    variable(UInt64(content.count))
    bytes += content
  }

  private mutating func key(_ field: Int, kind: UInt64) { variable(UInt64(field) << 3 | kind) }

  /// Seven bits a byte, the lowest first.
  private mutating func variable(_ number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}
