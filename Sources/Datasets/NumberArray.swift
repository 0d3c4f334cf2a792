/// The numbers of an IDX or NPY file, in C order, still as the file's bytes.
struct NumberArray {
  enum Element {
    case uint8, int32, int64, float32, float64, bigEndianFloat32

    var size: Int {
      switch self {
      case .uint8: 1
      case .int32, .float32, .bigEndianFloat32: 4
      case .int64, .float64: 8
      }
    }
  }

  let path: String
  let shape: [Int]
  let element: Element
  private let bytes: [UInt8]
  /// Where in `bytes` the numbers start.
  private let start: Int

  /// - Parameter bytes: the whole file, unpacked.
  /// - Throws: `wrongLength` unless the file ends with its last number.
  init(path: String, shape: [Int], element: Element, bytes: [UInt8], start: Int) throws(DatasetError) {
    let expected = start + (try numberCount(shape, path: path)) * element.size
    guard bytes.count == expected else {
      throw DatasetError(path: path, kind: .wrongLength(expected: expected, found: bytes.count))
    }
    self.path = path
    self.shape = shape
    self.element = element
    self.bytes = bytes
    self.start = start
  }

  var rows: Int { shape.first ?? 0 }

  /// The numbers in a row: all axes but the first, flattened.
  var width: Int { shape.dropFirst().reduce(1, *) }

  func features() throws(DatasetError) -> Values {
    guard shape.count >= 2, width > 0 else { throw DatasetError(path: path, kind: .unsupportedShape(shape)) }
    return element == .uint8 ? .bytes(Array(bytes[start...])) : .floats(try floats())
  }

  func numbers() throws(DatasetError) -> [Float] {
    guard width == 1 else { throw DatasetError(path: path, kind: .unsupportedShape(shape)) }
    return try floats()
  }

  func integers() throws(DatasetError) -> [Int] {
    guard width == 1 else { throw DatasetError(path: path, kind: .unsupportedShape(shape)) }
    var integers: [Int] = []
    integers.reserveCapacity(rows)
    for row in 0..<rows {
      let value = number(at: row)
      guard value.magnitude < 0x1p53, let integer = Int(exactly: value) else {
        let isLarge = value.isFinite && value.magnitude >= 0x1p53
        throw DatasetError(
          path: path,
          kind: isLarge ? .classTooLarge(value: value, row: row) : .notAClass(value: value, row: row))
      }
      integers.append(integer)
    }
    return integers
  }

  private func floats() throws(DatasetError) -> [Float] {
    let count = rows * width
    var floats: [Float] = []
    floats.reserveCapacity(count)
    for index in 0..<count {
      let value = Float(number(at: index))
      guard value.isFinite else {
        throw DatasetError(path: path, kind: .notFinite(row: index / width, feature: index % width))
      }
      floats.append(value)
    }
    return floats
  }

  private func number(at index: Int) -> Double {
    bytes.withUnsafeBytes { bytes in
      let offset = start + index * element.size
      switch element {
      case .uint8: return Double(bytes[offset])
      case .int32:
        return Double(Int32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Int32.self)))
      case .int64:
        return Double(Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Int64.self)))
      case .float32:
        let bits = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
        return Double(Float(bitPattern: bits))
      case .bigEndianFloat32:
        let bits = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
        return Double(Float(bitPattern: bits))
      case .float64:
        return Double(
          bitPattern: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
      }
    }
  }
}

/// How many numbers an array of this shape has.
/// - Throws: `tooLarge` beyond ``valueLimit``, `noRows` when there are none.
func numberCount(_ shape: [Int], path: String) throws(DatasetError) -> Int {
  var count = 1
  for length in shape {
    guard length > 0 else { throw DatasetError(path: path, kind: .noRows) }
    let (product, overflow) = count.multipliedReportingOverflow(by: length)
    guard !overflow, product <= valueLimit else {
      throw DatasetError(path: path, kind: .tooLarge(limit: valueLimit))
    }
    count = product
  }
  return count
}
