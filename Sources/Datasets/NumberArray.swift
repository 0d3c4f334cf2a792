/// The numbers of an IDX or NPY file, in C order, as they lie in the file.
package struct NumberArray {
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

  package let path: String
  package let shape: [Int]
  let element: Element
  /// All axes multiplied; at least 1.
  let count: Int
  private let bytes: FileBytes
  /// Where in `bytes` the numbers start.
  private let start: Int

  /// - Parameter bytes: the whole file, unpacked.
  /// - Throws: `wrongLength` unless the file ends with its last number, `noRows` when it has none.
  init(path: String, shape: [Int], element: Element, bytes: FileBytes, start: Int) throws(DatasetError) {
    let expected = try byteCount(shape, element, start: start, path: path)
    guard bytes.count == expected else {
      throw DatasetError(path: path, kind: .wrongLength(expected: expected, found: bytes.count))
    }
    self.path = path
    self.shape = shape
    self.element = element
    self.bytes = bytes
    self.start = start
    count = (expected - start) / element.size
  }

  package var rows: Int { shape.first ?? 0 }

  /// The numbers in a row: all axes but the first, flattened.
  package var width: Int { count / max(1, rows) }

  /// All numbers as the nearest floats; those of a file of floats stay where they are.
  /// - Throws: `notFinite` for the first that is none.
  package func floats() throws(DatasetError) -> Floats {
    try requireFinite()
    if let inPlace { return inPlace }
    let all = [Float](unsafeUninitializedCapacity: count) { target, filled in
      if let base = target.baseAddress { copy(0..<count, to: base) }
      filled = count
    }
    return Floats(all)
  }

  /// All numbers, in C order.
  /// - Throws: `notAnInteger` for the first that is none, or not less than 2⁵³.
  package func integers() throws(DatasetError) -> [Int] {
    var integers: [Int] = []
    integers.reserveCapacity(count)
    try forEach { (index, number) throws(DatasetError) in
      guard let integer = exactInteger(number) else {
        throw DatasetError(path: path, kind: .notAnInteger(value: number, index: index))
      }
      integers.append(integer)
    }
    return integers
  }

  /// The numbers where they lie, if they lie there as this machine's floats.
  var inPlace: Floats? {
    element == .float32 ? Floats(bytes, offset: start, count: count) : nil
  }

  /// - Throws: `notFinite` for the first number that is no finite float.
  func requireFinite() throws(DatasetError) {
    guard element == .float32 || element == .float64 || element == .bigEndianFloat32 else { return }
    var checked = 0
    let some = UnsafeMutableBufferPointer<Float>.allocate(capacity: stretchSize / element.size)
    defer { some.deallocate() }
    try bytes.forEachStretch(from: start) { (stretch) throws(DatasetError) in
      var rest = stretch
      while !rest.isEmpty, let source = rest.baseAddress, let target = some.baseAddress {
        let count = min(some.count, rest.count / element.size)
        element.convert(source, count: count, to: target)
        if let index = UnsafeBufferPointer(some).prefix(count).firstNotFinite {
          throw notFinite(checked + index)
        }
        checked += count
        rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count * element.size))
      }
    }
  }

  private func notFinite(_ index: Int) -> DatasetError {
    DatasetError(path: path, kind: .notFinite(row: index / width, feature: index % width))
  }

  /// Gives every number in order, of a mapped file without keeping any of it in memory.
  func forEach(_ body: (_ index: Int, _ number: Double) throws(DatasetError) -> Void) throws(DatasetError) {
    var index = 0
    try bytes.forEachStretch(from: start) { (stretch) throws(DatasetError) in
      for offset in stride(from: 0, to: stretch.count, by: element.size) {
        try body(index, element.number(stretch, at: offset))
        index += 1
      }
    }
  }

  /// Copies the numbers of a range as floats.
  func copy(_ range: Range<Int>, to target: UnsafeMutablePointer<Float>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "there are no such numbers")
    bytes.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      element.convert(base + start + range.lowerBound * element.size, count: range.count, to: target)
    }
  }
}

/// The integer that a number is, if it is one and less than 2⁵³, as every smaller one is exactly.
func exactInteger(_ number: Double) -> Int? {
  number.magnitude < 0x1p53 ? Int(exactly: number) : nil
}

extension Slice<UnsafeBufferPointer<Float>> {
  /// The whole slice is looked through without a branch, which vector units are quick at.
  fileprivate var firstNotFinite: Int? {
    let notFinite = reduce(0) { $0 &+ ($1.magnitude < .infinity ? 0 : 1) }
    return notFinite == 0 ? nil : firstIndex { !$0.isFinite }
  }
}

/// How long a file of such an array is.
/// - Parameter start: of its numbers, in bytes.
/// - Throws: `tooLarge` when that is more than any file may be, `noRows` when it has no numbers.
func byteCount(
  _ shape: [Int], _ element: NumberArray.Element, start: Int, path: String
) throws(DatasetError) -> Int {
  var count = element.size
  for length in shape {
    guard length > 0 else { throw DatasetError(path: path, kind: .noRows) }
    let (product, overflow) = count.multipliedReportingOverflow(by: length)
    guard !overflow, product < 1 << 62 else {
      throw DatasetError(path: path, kind: .tooLarge(limit: valueLimit))
    }
    count = product
  }
  return start + count
}
