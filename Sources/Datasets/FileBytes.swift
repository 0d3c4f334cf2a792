import Determinism

/// The bytes of a file: in memory of their own, or in the file itself, mapped for reading.
package struct FileBytes: Sendable {
  private enum Storage {
    case array([UInt8])
    case mapped(MappedFile)
  }

  private let storage: Storage

  package init(_ bytes: [UInt8]) {
    storage = .array(bytes)
  }

  init(_ file: MappedFile) {
    storage = .mapped(file)
  }

  /// nil for bytes in memory of their own.
  var mapped: MappedFile? {
    if case .mapped(let file) = storage { return file }
    return nil
  }

  package var count: Int {
    switch storage {
    case .array(let bytes): bytes.count
    case .mapped(let file): file.identity.size
    }
  }

  package func withUnsafeBytes<Result, Failure>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    switch storage {
    case .array(let bytes):
      try bytes.withUnsafeBufferPointer { (bytes) throws(Failure) in try body(UnsafeRawBufferPointer(bytes)) }
    case .mapped(let file): try withExtendedLifetime(file) { () throws(Failure) in try body(file.bytes) }
    }
  }

  /// At most the first `count` bytes, copied.
  func prefix(_ count: Int) -> [UInt8] {
    withUnsafeBytes { Array($0.prefix(count)) }
  }

  /// Gives the bytes from `start` on in order; a mapped file's without keeping any of it in memory, in
  /// stretches of ``stretchSize``.
  func forEachStretch(
    from start: Int = 0, _ body: (_ stretch: UnsafeRawBufferPointer) throws(DatasetError) -> Void
  ) throws(DatasetError) {
    switch storage {
    case .array(let bytes):
      try bytes.withUnsafeBufferPointer { (bytes) throws(DatasetError) in
        try body(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes.dropFirst(start))))
      }
    case .mapped(let file): try file.forEachStretch(from: start, body)
    }
  }

  /// - Throws: `unreadable` when a mapped file was written to since it was opened.
  func requireUnchanged() throws(DatasetError) {
    guard let mapped, !mapped.isUnchanged else { return }
    throw changed(mapped.path)
  }

  /// Lets go of memory that a part of a mapped file takes in this process.
  func release(_ part: Range<Int>) {
    mapped?.release(part)
  }

  func digest() throws(DatasetError) -> Digest {
    var hash = SHA256()
    try forEachStretch { (stretch) in hash.update(stretch) }
    return hash.finalize()
  }
}
