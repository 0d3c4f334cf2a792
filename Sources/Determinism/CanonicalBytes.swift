/// Writes values as canonical bytes: fixed-width integers and floats little-endian, everything of variable length
/// behind its 64-bit count. The same values give the same bytes on every machine, so they may be digested and sent.
package struct CanonicalWriter: Sendable {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  package mutating func write(_ value: UInt8) { bytes.append(value) }
  package mutating func write(_ value: Bool) { bytes.append(value ? 1 : 0) }
  package mutating func write(_ value: UInt32) { append(value.littleEndian) }
  package mutating func write(_ value: UInt64) { append(value.littleEndian) }
  package mutating func write(_ value: Int) { append(Int64(value).littleEndian) }
  package mutating func write(_ value: Float) { write(value.bitPattern) }
  package mutating func write(_ value: Double) { write(value.bitPattern) }

  package mutating func write(_ value: String) { write(Array(value.utf8)) }
  package mutating func write(_ value: Digest) { bytes.append(contentsOf: value.bytes) }

  package mutating func write(_ value: [UInt8]) {
    write(value.count)
    bytes.append(contentsOf: value)
  }

  package mutating func write(_ values: [Float]) {
    write(values.count)
    values.withUnsafeBytes { bytes.append(contentsOf: $0) }
  }

  package mutating func write<Element>(_ values: [Element], each: (inout CanonicalWriter, Element) -> Void) {
    write(values.count)
    for value in values { each(&self, value) }
  }

  package mutating func write<Value>(_ value: Value?, some: (inout CanonicalWriter, Value) -> Void) {
    write(value != nil)
    if let value { some(&self, value) }
  }

  private mutating func append(_ value: some FixedWidthInteger) {
    withUnsafeBytes(of: value) { bytes.append(contentsOf: $0) }
  }
}

/// What is wrong with bytes that should have been canonical.
package enum CanonicalError: Error, Equatable {
  /// The bytes end before the value does; a count larger than what is left is also this.
  case truncated(at: Int)
  case invalid(String, at: Int)
  case trailing(Int)
}

/// Reads what ``CanonicalWriter`` wrote, in the same order. A count is believed only as far as the bytes reach.
package struct CanonicalReader: Sendable {
  private let bytes: [UInt8]
  package private(set) var position = 0

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  package mutating func byte() throws(CanonicalError) -> UInt8 { try integer() }
  package mutating func uint32() throws(CanonicalError) -> UInt32 { try integer() }
  package mutating func uint64() throws(CanonicalError) -> UInt64 { try integer() }
  package mutating func int() throws(CanonicalError) -> Int { Int(try integer() as Int64) }
  package mutating func float() throws(CanonicalError) -> Float { Float(bitPattern: try integer()) }
  package mutating func double() throws(CanonicalError) -> Double { Double(bitPattern: try integer()) }

  package mutating func bool() throws(CanonicalError) -> Bool {
    let start = position
    switch try byte() {
    case 0: return false
    case 1: return true
    default: throw .invalid("boolean", at: start)
    }
  }

  package mutating func string() throws(CanonicalError) -> String {
    let start = position
    guard let text = String(validating: try byteArray(), as: UTF8.self) else {
      throw .invalid("UTF-8", at: start)
    }
    return text
  }

  package mutating func digest() throws(CanonicalError) -> Digest {
    Digest(uncheckedBytes: Array(try take(32)))
  }

  package mutating func byteArray() throws(CanonicalError) -> [UInt8] {
    Array(try take(try count(elementSize: 1)))
  }

  package mutating func floats() throws(CanonicalError) -> [Float] {
    let count = try count(elementSize: 4)
    let slice = try take(4 * count)
    return [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
      UnsafeMutableRawBufferPointer(buffer).copyBytes(from: slice)
      initialized = count
    }
  }

  package mutating func array<Element>(
    each: (inout CanonicalReader) throws(CanonicalError) -> Element
  ) throws(CanonicalError) -> [Element] {
    let count = try count(elementSize: 1)
    var values: [Element] = []
    for _ in 0..<count { values.append(try each(&self)) }
    return values
  }

  package mutating func optional<Value>(
    some: (inout CanonicalReader) throws(CanonicalError) -> Value
  ) throws(CanonicalError) -> Value? {
    try bool() ? try some(&self) : nil
  }

  /// - Throws: `trailing` when bytes are left over.
  package func finish() throws(CanonicalError) {
    if position != bytes.count { throw .trailing(bytes.count - position) }
  }

  private mutating func count(elementSize: Int) throws(CanonicalError) -> Int {
    let start = position
    let count = try int()
    guard count >= 0, count <= (bytes.count - position) / elementSize else { throw .truncated(at: start) }
    return count
  }

  private mutating func take(_ count: Int) throws(CanonicalError) -> ArraySlice<UInt8> {
    guard count <= bytes.count - position else { throw .truncated(at: position) }
    defer { position += count }
    return bytes[position..<position + count]
  }

  private mutating func integer<Value: FixedWidthInteger>() throws(CanonicalError) -> Value {
    let size = MemoryLayout<Value>.size
    guard size <= bytes.count - position else { throw .truncated(at: position) }
    defer { position += size }
    return bytes.withUnsafeBytes {
      Value(littleEndian: $0.loadUnaligned(fromByteOffset: position, as: Value.self))
    }
  }
}
