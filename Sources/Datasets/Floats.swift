/// 32-bit floats: in memory of their own, or a part of a file where they lie.
package struct Floats: Sendable {
  private enum Storage {
    case array([Float])
    /// `offset` is a multiple of a float's size.
    case part(of: FileBytes, offset: Int)
  }

  private let storage: Storage
  package let count: Int

  /// In memory of their own.
  package init(_ array: [Float]) {
    storage = .array(array)
    count = array.count
  }

  /// - Parameter offset: in bytes.
  /// - Returns: nil unless `count` floats lie there, in the machine's order and alignment.
  init?(_ file: FileBytes, offset: Int, count: Int) {
    let size = MemoryLayout<Float>.size
    guard offset >= 0, count >= 0, offset <= file.count, count <= (file.count - offset) / size else {
      return nil
    }
    guard offset.isMultiple(of: size), 1.littleEndian == 1 else { return nil }
    storage = .part(of: file, offset: offset)
    self.count = count
  }

  /// In memory of their own; copied if they lie in a file, whose pages are let go.
  package var array: [Float] {
    if case .array(let array) = storage { return array }
    defer { release(0..<count) }
    return withUnsafeBufferPointer { Array($0) }
  }

  package func withUnsafeBufferPointer<Result, Failure>(
    _ body: (UnsafeBufferPointer<Float>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    switch storage {
    case .array(let array): try array.withUnsafeBufferPointer(body)
    case .part(let file, let offset):
      try file.withUnsafeBytes { (bytes) throws(Failure) in
        let floats = bytes.baseAddress?.advanced(by: offset).assumingMemoryBound(to: Float.self)
        return try body(UnsafeBufferPointer(start: floats, count: count))
      }
    }
  }

  /// - Throws: `unreadable` when the file that they lie in was written to since it was opened.
  package func requireUnchanged() throws(DatasetError) {
    try place?.file.requireUnchanged()
  }

  /// The file and the byte in it where they begin; nil in memory of their own.
  var place: (file: FileBytes, offset: Int)? {
    if case .part(let file, let offset) = storage { return (file, offset) }
    return nil
  }

  /// Lets go of the memory of some of them, if it can be had again from a file.
  func release(_ range: Range<Int>) {
    guard let (file, offset) = place else { return }
    let size = MemoryLayout<Float>.size
    file.release(offset + range.lowerBound * size..<offset + range.upperBound * size)
  }
}

extension Floats: RandomAccessCollection {
  package var startIndex: Int { 0 }
  package var endIndex: Int { count }

  package subscript(index: Int) -> Float {
    precondition(index >= 0 && index < count, "there is no such float")
    return withUnsafeBufferPointer { $0[index] }
  }

  package func withContiguousStorageIfAvailable<Result>(
    _ body: (UnsafeBufferPointer<Float>) throws -> Result
  ) rethrows -> Result? {
    try withUnsafeBufferPointer(body)
  }
}

extension Floats: ExpressibleByArrayLiteral {
  package init(arrayLiteral floats: Float...) {
    self.init(floats)
  }
}

extension Floats: Equatable {
  package static func == (a: Floats, b: Floats) -> Bool {
    a.withUnsafeBufferPointer { a in b.withUnsafeBufferPointer { b in a.elementsEqual(b) } }
  }
}
