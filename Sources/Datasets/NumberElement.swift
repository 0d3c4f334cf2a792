extension NumberArray.Element {
  /// Rounds `count` stored numbers to the nearest floats.
  /// - Parameter source: the first one's first byte, at any alignment.
  func convert(_ source: UnsafeRawPointer, count: Int, to target: UnsafeMutablePointer<Float>) {
    switch self {
    case .uint8: each(source, count, target) { (value: UInt8) in Float(value) }
    case .int32: each(source, count, target) { (value: Int32) in Float(Int32(littleEndian: value)) }
    case .int64: each(source, count, target) { (value: Int64) in Float(Int64(littleEndian: value)) }
    case .float32: each(source, count, target) { (value: UInt32) in Float(bitPattern: value.littleEndian) }
    case .float64:
      each(source, count, target) { (value: UInt64) in Float(Double(bitPattern: value.littleEndian)) }
    case .bigEndianFloat32:
      each(source, count, target) { (value: UInt32) in Float(bitPattern: value.bigEndian) }
    }
  }

  @inline(__always)
  private func each<Stored: BitwiseCopyable>(
    _ source: UnsafeRawPointer, _ count: Int, _ target: UnsafeMutablePointer<Float>,
    _ float: (Stored) -> Float
  ) {
    for index in 0..<count {
      let offset = index &* MemoryLayout<Stored>.size
      target[index] = float(source.loadUnaligned(fromByteOffset: offset, as: Stored.self))
    }
  }

  /// The number that starts at an offset, exactly but for 64-bit integers of 2⁵³ and more.
  func number(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Double {
    func load<Stored: BitwiseCopyable>(_: Stored.Type) -> Stored {
      bytes.loadUnaligned(fromByteOffset: offset, as: Stored.self)
    }
    return switch self {
    case .uint8: Double(bytes[offset])
    case .int32: Double(Int32(littleEndian: load(Int32.self)))
    case .int64: Double(Int64(littleEndian: load(Int64.self)))
    case .float32: Double(Float(bitPattern: load(UInt32.self).littleEndian))
    case .float64: Double(bitPattern: load(UInt64.self).littleEndian)
    case .bigEndianFloat32: Double(Float(bitPattern: load(UInt32.self).bigEndian))
    }
  }
}
