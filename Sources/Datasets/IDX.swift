extension NumberArray {
  /// Reads MNIST's IDX format: two zero bytes, the element type, the number of axes, their lengths as big-
  /// endian 32-bit integers, the elements. Elements may be unsigned bytes or 32-bit floats; the file may be
  /// gzipped.
  init(idx file: FileBytes, path: String) throws(DatasetError) {
    let isGzipped = file.prefix(2) == gzipMagic
    // Four bytes and at most 255 axes of four.
    let head = isGzipped ? try gunzip(file, atMost: 1024, path: path) : file.prefix(1024)
    guard head.count >= 4, head[0] == 0, head[1] == 0, head[3] > 0 else {
      throw DatasetError(path: path, kind: .notIDX)
    }
    let element = try Self.element(idx: head[2], path: path)
    let start = 4 + 4 * Int(head[3])
    guard head.count >= start else {
      throw DatasetError(path: path, kind: .wrongLength(expected: start, found: head.count))
    }
    let shape = stride(from: 4, to: start, by: 4).map { at in
      head[at..<at + 4].reduce(0) { $0 << 8 | Int($1) }
    }
    guard isGzipped else {
      try self.init(path: path, shape: shape, element: element, bytes: file, start: start)
      return
    }
    let length = try byteCount(shape, element, start: start, path: path)
    guard length <= unpackedLimit else { throw DatasetError(path: path, kind: .tooLarge(limit: valueLimit)) }
    let bytes = FileBytes(try gunzip(file, atMost: length + 1, path: path))
    try self.init(path: path, shape: shape, element: element, bytes: bytes, start: start)
  }

  private static func element(idx code: UInt8, path: String) throws(DatasetError) -> Element {
    switch code {
    case 0x08: .uint8
    case 0x0D: .bigEndianFloat32
    case 0x09: throw DatasetError(path: path, kind: .unsupportedElement("signed byte"))
    case 0x0B: throw DatasetError(path: path, kind: .unsupportedElement("16-bit integer"))
    case 0x0C: throw DatasetError(path: path, kind: .unsupportedElement("32-bit integer"))
    case 0x0E: throw DatasetError(path: path, kind: .unsupportedElement("64-bit float"))
    default: throw DatasetError(path: path, kind: .notIDX)
    }
  }
}

/// What is unpacked lies in memory: at most so many bytes.
private let unpackedLimit = 4 * valueLimit
