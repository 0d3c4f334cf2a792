/// Texts as indices into the distinct ones, so that a repeated text costs no allocation.
struct DistinctTexts {
  private var found: [[UInt8]] = []
  /// Of the distinct texts, in the order in which they were found.
  var names: [String] = []
  private var indices: [Int32] = []
  /// From a text's hash to the indices of the texts that have it.
  private var buckets: [UInt64: [Int]] = [:]

  /// - Returns: whether the cell's text is new; its name is then the caller's to add.
  mutating func append(_ cell: CSVScanner.Cell, of scanner: CSVScanner) -> Bool {
    cell.isEscaped ? append(scanner.text(cell)) : append(scanner.bytes[cell.range])
  }

  private mutating func append(_ text: some Collection<UInt8>) -> Bool {
    if let last = indices.last, found[Int(last)].elementsEqual(text) {
      indices.append(last)
      return false
    }
    // FNV-1a.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    if let index = buckets[hash]?.first(where: { found[$0].elementsEqual(text) }) {
      indices.append(Int32(index))
      return false
    }
    buckets[hash, default: []].append(found.count)
    indices.append(Int32(found.count))
    found.append(Array(text))
    return true
  }

  func classes(last: String?) -> Classes { Classes(found: names, indices: indices, last: last) }
}
